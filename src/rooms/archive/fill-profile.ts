import { readWhole } from '#machinery/bundles/bundle.ts';
import type { House } from '#machinery/house.ts';
import {
  type AccountRow,
  accountStore,
  DISPLAY_NAME_MOST,
  FIELD_NAME_MOST,
  FIELD_VALUE_MOST,
  FIELDS_MOST,
  keepProfileImage,
  NOTE_MOST,
  updateProfile,
} from '#rooms/accounts/index.ts';
import type { Archive } from '#rooms/archive/archive.ts';
import { fitProfile } from '#rooms/archive/rules/profile.ts';
import { Refusal } from '#values/refusal.ts';

const PICTURE_BYTES_MOST = 16 * 1024 * 1024;
const LIMITS = {
  displayName: DISPLAY_NAME_MOST,
  note: NOTE_MOST,
  fields: FIELDS_MOST,
  fieldName: FIELD_NAME_MOST,
  fieldValue: FIELD_VALUE_MOST,
};

/** Fills an account's empty profile with the archive's words and pictures; one that says anything is left alone. */
export async function fillProfile(house: House, accountId: number, archive: Archive): Promise<void> {
  const account = house.view().of(accountStore).byId(accountId);
  const { person } = archive;
  const offered = person.note !== '' || person.fields.length > 0 || person.avatar || person.header;
  if (!account || !isEmpty(account) || !offered) return;
  const { displayName, note, fields } = fitProfile(person, serviceOf(archive), LIMITS);
  const nameless = account.displayName === '' || account.displayName === account.username;
  const avatar = await picture(house, archive, person.avatar, 'avatar');
  const header = await picture(house, archive, person.header, 'header');
  await updateProfile(house, accountId, {
    note,
    fields,
    ...(nameless && displayName !== '' ? { displayName } : {}),
    ...(avatar === undefined ? {} : { avatar }),
    ...(header === undefined ? {} : { header }),
  });
}

function isEmpty(account: AccountRow): boolean {
  const bare = account.note === '' && account.fields === '[]' && account.location === '';
  return bare && account.avatar === null && account.header === null;
}

/** The name of the service whose people a bare `@name` means. */
function serviceOf(archive: Archive): string {
  if (archive.source === 'twitter') return 'twitter.com';
  const { sourceId } = archive.person;
  return sourceId !== undefined && URL.canParse(sourceId) ? new URL(sourceId).host : 'example.org';
}

/** A picture that cannot be taken is left out: the posts matter more. */
async function picture(house: House, archive: Archive, name: string | undefined, place: 'avatar' | 'header') {
  const bytes = name && (await readWhole(archive.bundle, name, PICTURE_BYTES_MOST).catch(() => undefined));
  if (!bytes) return undefined;
  try {
    return await keepProfileImage(house, bytes, place);
  } catch (error) {
    if (error instanceof Refusal && error.kind !== 'unavailable') return undefined;
    throw error;
  }
}
