import { type House, submit } from '#machinery/house.ts';
import { avoidStore } from '#rooms/follows/avoid-store.ts';
import { relationChanged } from '#rooms/follows/events.ts';
import { checkDomains, domainFrom } from '#rooms/follows/rules/avoid.ts';
import { defineCommand } from '#view/command.ts';

type Body = { readonly accountId: number; readonly domain: string };

/** Keeps a whole server out of one's public timelines, threads and notifications. */
export async function blockDomain(house: House, accountId: number, domain: string): Promise<void> {
  await submit(house, blockDomainCommand, { accountId, domain: domainFrom(domain, house.domain) });
}

export async function unblockDomain(house: House, accountId: number, domain: string): Promise<void> {
  await submit(house, unblockDomainCommand, { accountId, domain: domainFrom(domain, house.domain) });
}

export const blockDomainCommand = defineCommand('block-domain/1', (ctx, { accountId, domain }: Body) => {
  const store = ctx.of(avoidStore);
  checkDomains(store.domains(accountId).length);
  if (store.blockDomain(accountId, domain, ctx.seq))
    ctx.emit(relationChanged, { accountId, targetId: accountId });
  return {};
});

export const unblockDomainCommand = defineCommand('unblock-domain/1', (ctx, { accountId, domain }: Body) => {
  if (ctx.of(avoidStore).unblockDomain(accountId, domain))
    ctx.emit(relationChanged, { accountId, targetId: accountId });
  return {};
});
