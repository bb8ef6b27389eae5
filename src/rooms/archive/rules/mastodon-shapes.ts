import { z } from 'zod';

/** The parts of an ActivityPub archive that are read, in the loose forms servers write. */

const text = z.string().catch('');
/** An address, or an object that has one. */
const address = z
  .union([z.string(), z.object({ id: z.string() }).transform((object) => object.id)])
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? undefined);
/** One or many; what is no address is passed over. */
const addresses = z
  .preprocess((value) => (Array.isArray(value) ? value : value == null ? [] : [value]), z.array(address))
  .transform((list) => list.filter((each) => each !== undefined));
const many = <T extends z.ZodType>(item: T) =>
  z.preprocess(
    (value) =>
      (Array.isArray(value) ? value : value == null ? [] : [value]).filter(
        (each) => item.safeParse(each).success,
      ),
    z.array(item),
  );

const attachment = z.object({
  type: text,
  mediaType: text,
  url: z
    .union([z.string(), z.array(z.object({ href: text })).transform((list) => list[0]?.href ?? '')])
    .catch(''),
  name: text,
  focalPoint: z.tuple([z.number(), z.number()]).optional().catch(undefined),
});
const tag = z.object({ type: text, name: text, href: text });
const option = z.object({ name: text });

export const noteShape = z.object({
  id: z.string().min(1).max(2_048),
  type: z.string(),
  published: text,
  updated: text,
  summary: text,
  sensitive: z.boolean().catch(false),
  content: text,
  source: z.object({ content: text, mediaType: text }).optional().catch(undefined),
  timeEstimated: z.boolean().catch(false),
  contentMap: z.record(z.string(), z.string()).catch({}),
  inReplyTo: address,
  to: addresses,
  cc: addresses,
  attachment: many(attachment),
  tag: many(tag),
  oneOf: many(option),
  anyOf: many(option),
});

export const activityShape = z.object({
  id: text,
  type: z.string(),
  actor: address,
  published: text,
  to: addresses,
  cc: addresses,
  object: z.unknown().optional(),
});

export const actorShape = z.object({
  id: text,
  preferredUsername: text,
  name: text,
  summary: text,
  followers: text,
  attachment: many(z.object({ type: z.literal('PropertyValue'), name: text, value: text })),
  icon: z.object({ url: text }).nullish().catch(undefined),
  image: z.object({ url: text }).nullish().catch(undefined),
});

export type Note = z.output<typeof noteShape>;
export type Activity = z.output<typeof activityShape>;
