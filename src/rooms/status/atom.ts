import type { Change } from '#rooms/status/rules/change.ts';
import { type FeedVoice, headChange, tellChange } from '#rooms/status/tell-change.ts';
import type { WindowNow } from '#rooms/status/views.ts';
import { escapeHtml } from '#values/html.ts';
import { iso } from '#values/time.ts';

export type AtomAbout = {
  readonly voice: FeedVoice;
  readonly origin: string;
  readonly domain: string;
  readonly name: string;
  /** Milliseconds. */
  readonly changedAt: number;
};

export type ToldChange = { readonly change: Change; readonly seen: WindowNow };

/** Control characters that XML 1.0 cannot hold in any form. */
const NOT_XML = /[^\t\n\r\x20-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

const xml = (text: string) => escapeHtml(text.replace(NOT_XML, ''));

/**
 * A feed (RFC 4287) with an entry for every public change. Each has an id of its own, so readers show a window anew when it
 * is moved; entries never change once they are there.
 */
export function toAtom(about: AtomAbout, told: readonly ToldChange[]): string {
  const { origin, domain, name, voice, changedAt } = about;
  const title = `${name}: ${voice.texts.status.title}`;
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${voice.language}">
<id>tag:${xml(domain)},2026:status</id>
<title>${xml(title)}</title>
<subtitle>${xml(voice.texts.status.about)}</subtitle>
<updated>${iso(changedAt)}</updated>
<author><name>${xml(name)}</name></author>
<link rel="self" type="application/atom+xml" href="${xml(origin)}/status.atom"/>
<link rel="alternate" type="text/html" href="${xml(origin)}/status"/>
${told.map((one) => entry(about, one)).join('\n')}
</feed>
`;
}

function entry({ voice, origin, domain }: AtomAbout, { change, seen }: ToldChange): string {
  const { id } = seen.window;
  const at = iso(change.at);
  const lines = tellChange(voice, change, seen);
  return `<entry>
<id>tag:${xml(domain)},2026:window-${id}-${change.sequence}-${change.what}</id>
<title>${xml(headChange(voice, change, seen))}</title>
<published>${at}</published>
<updated>${at}</updated>
<category term="${change.what}"/>
<link rel="alternate" type="text/html" href="${xml(origin)}/status/windows/${id}"/>
<content type="text">${xml(lines.join('\n'))}</content>
</entry>`;
}
