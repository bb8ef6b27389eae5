import { html, type Markup, NOTHING } from '#pages/markup.ts';
import { field, formMarks, problemOf, select, type Typed } from '#pages/parts/field.ts';
import type { Screen } from '#pages/screen.ts';
import type { MaintenanceWindow } from '#rooms/maintenance/index.ts';
import { CONTACT_MOST, NAME_MOST, TEXT_MOST } from '#rooms/requests/rules/draft.ts';
import { ASKERS, WISHES } from '#rooms/requests/rules/words.ts';

const LINE_MOST = 100;
const DAY_MOST = 10;

export type FormAround = {
  /** Windows that can still be asked about. */
  readonly windows: readonly MaintenanceWindow[];
  /** The one that was chosen, '' for none. */
  readonly windowId: string;
  readonly action: string;
};

/** The form by which anyone asks. */
export function requestForm(screen: Screen, typed: Typed, around: FormAround): Markup {
  const { form, kinds, wishes } = screen.texts.asks;
  return html`${problemOf(typed)}<form class="sheet" method="post" action="${around.action}">${formMarks(
    screen,
    screen.newKey(),
  )}<p class="note">${form.note}</p>${select(
    typed,
    'kind',
    form.kind,
    ASKERS.map((asker) => [asker, kinds[asker]] as const),
    'person',
  )}${nameField(screen, typed)}${windowChoice(screen, typed, around)}${select(
    typed,
    'wish',
    form.wish,
    WISHES.map((wish) => [wish, wishes[wish]] as const),
    'later',
  )}${field(typed, {
    name: 'text',
    label: form.text,
    note: form.textNote,
    required: true,
    most: TEXT_MOST,
    rows: 8,
  })}${lesserFields(screen, typed)}<p><button>${form.send}</button></p></form>`;
}

function nameField(screen: Screen, typed: Typed): Markup {
  const { form } = screen.texts.asks;
  return field(typed, {
    name: 'name',
    label: form.name,
    note: form.nameNote,
    required: true,
    most: NAME_MOST,
    autocomplete: 'name',
  });
}

/** Nothing to choose from, nothing asked. */
function windowChoice(screen: Screen, typed: Typed, { windows, windowId }: FormAround): Markup {
  if (windows.length === 0) return NOTHING;
  const { form } = screen.texts.asks;
  const titles = windows.map(
    (one) => [String(one.id), `${one.title} · ${screen.say.moment(one.startsAt)}`] as const,
  );
  return select(typed, 'window', form.window, [['', form.noWindow], ...titles], windowId);
}

function lesserFields(screen: Screen, typed: Typed): Markup {
  const { form } = screen.texts.asks;
  return html`${field(typed, {
    name: 'languages',
    label: form.languages,
    note: form.languagesNote,
    most: LINE_MOST,
    dir: 'ltr',
  })}${field(typed, {
    name: 'contact',
    label: form.contact,
    note: form.contactNote,
    most: CONTACT_MOST,
  })}${field(typed, {
    name: 'hashtag',
    label: form.hashtag,
    note: form.hashtagNote,
    most: NAME_MOST,
  })}${field(typed, {
    name: 'opens_on',
    label: form.opens,
    note: form.opensNote,
    most: DAY_MOST,
    dir: 'ltr',
  })}`;
}
