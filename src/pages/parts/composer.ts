import type { PictureCard, PostCard } from '#pages/cards.ts';
import { languageChoices } from '#pages/language-names.ts';
import { html, type Markup, NOTHING, raw } from '#pages/markup.ts';
import { checkbox, field, formMarks, problemOf, select, type Typed } from '#pages/parts/field.ts';
import type { Screen } from '#pages/screen.ts';

export const PICTURES_MOST = 4;

export type Composing = {
  /** Where the form goes: `/publish` or `/posts/ID/edit`. */
  readonly action: string;
  readonly typed: Typed;
  readonly key: string;
  readonly lengthMost: number;
  readonly visibility: string;
  readonly language: string;
  readonly sensitive: boolean;
  readonly spoiler?: string;
  readonly text?: string;
  readonly replyTo?: PostCard | undefined;
  /** Uploaded already: they stay when the form comes back. */
  readonly kept?: readonly { readonly id: string; readonly picture: PictureCard }[];
  /** An edit leaves visibility as it was. */
  readonly editing?: boolean;
  readonly focus?: boolean;
};

/** The form to post, reply or edit with: text first, the rest folded away until wanted. */
export function composer(screen: Screen, form: Composing): Markup {
  const texts = screen.texts.compose;
  const label = form.replyTo ? texts.replyLabel : texts.label;
  const send = form.editing ? texts.save : form.replyTo ? texts.sendReply : texts.send;
  const value = form.typed.values['text'] ?? form.text ?? '';
  const opened = form.typed.problem !== undefined || form.editing || (form.spoiler ?? '') !== '';
  return html`<form class="composer sheet" method="post" action="${form.action}" enctype="multipart/form-data" id="reply">${formMarks(
    screen,
    form.key,
  )}${form.replyTo && html`<input type="hidden" name="in_reply_to_id" value="${form.replyTo.id}">`}${problemOf(form.typed)}<label class="vh" for="text">${label}</label><textarea id="text" name="text" rows="3" dir="auto" placeholder="${label}"${
    form.focus && raw(' autofocus')
  }>${value}</textarea>${keptPictures(screen, form)}${pictureFields(screen, form)}<details${opened && raw(' open')}><summary>${texts.options}</summary>${field(
    form.typed,
    { name: 'spoiler', label: texts.warning, value: form.spoiler ?? '', most: 500 },
  )}${form.editing ? NOTHING : visibilityChoice(screen, form)}${select(
    form.typed,
    'language',
    texts.language,
    [['', texts.noLanguage], ...languageChoices(screen.reading.language)],
    form.language,
  )}${checkbox(form.typed, 'sensitive', texts.sensitive, form.sensitive)}</details><p class="row"><span class="note">${texts.hint(
    screen.say.number(form.lengthMost),
  )}</span><button>${send}</button></p></form>`;
}

function visibilityChoice(screen: Screen, form: Composing): Markup {
  const names = screen.texts.post.visibility;
  const choices = (['public', 'unlisted', 'private', 'direct'] as const).map(
    (one) => [one, names[one]] as const,
  );
  return select(form.typed, 'visibility', screen.texts.compose.visibility, choices, form.visibility);
}

/** Up to four files, each with its description, folded away. Works without scripts. */
function pictureFields(screen: Screen, form: Composing): Markup {
  const texts = screen.texts.compose;
  const free = PICTURES_MOST - (form.kept?.length ?? 0);
  const one = (index: number) => {
    const n = screen.say.number(index + 1);
    return html`<fieldset><div class="field"><label for="file${index}">${texts.image(n)}</label><input type="file" id="file${index}" name="files[]" accept="image/*"></div><div class="field"><label for="about${index}">${texts.description(n)}</label><input id="about${index}" name="about[]" maxlength="1500" dir="auto"></div></fieldset>`;
  };
  if (free <= 0) return NOTHING;
  return html`<details class="files"><summary>${texts.images}</summary>${Array.from({ length: free }, (_, i) => one(i))}</details>`;
}

function keptPictures(screen: Screen, form: Composing): Markup {
  if (!form.kept?.length) return NOTHING;
  const texts = screen.texts.compose;
  return html`${form.kept.map(
    ({ id, picture }, i) =>
      html`<fieldset class="kept"><img src="${picture.preview}" alt="${picture.description}" width="96" height="96"><label class="check"><input type="checkbox" name="kept[]" value="${id}" checked><span>${texts.keepImage}</span></label><div class="field"><label for="kept${id}">${texts.description(screen.say.number(i + 1))}</label><input id="kept${id}" name="kept_about[${id}]" value="${picture.description}" maxlength="1500" dir="auto"></div></fieldset>`,
  )}`;
}
