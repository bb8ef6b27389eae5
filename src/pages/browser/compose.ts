/** Small comforts for forms: Ctrl+Enter sends a post; a form is not sent twice by an impatient finger. */
export function easeForms(): void {
  document.addEventListener('keydown', (event) => {
    const area = event.target;
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    if (area instanceof HTMLTextAreaElement) area.form?.requestSubmit();
  });
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (form.dataset['sent'] !== undefined) event.preventDefault();
    form.dataset['sent'] = '';
    setTimeout(() => delete form.dataset['sent'], 5_000);
  });
  for (const files of document.querySelectorAll<HTMLElement>('.files')) growRows(files);
  document.addEventListener('click', (event) => closeMenus(event.target));
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeMenus(null);
  });
}

/** One empty row for a picture at a time; the next comes when it is filled. */
function growRows(files: HTMLElement): void {
  const rows = [...files.querySelectorAll('fieldset')];
  const tell = () => {
    const filled = rows.findIndex(
      (row) => !row.querySelector<HTMLInputElement>('[type=file]')?.files?.length,
    );
    for (const [i, row] of rows.entries()) row.hidden = filled >= 0 && i > filled;
  };
  files.addEventListener('change', tell);
  tell();
}

/** Closes every open menu but the one that was clicked in. */
function closeMenus(target: EventTarget | null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]'))
    if (!(target instanceof Node && menu.contains(target))) menu.open = false;
}
