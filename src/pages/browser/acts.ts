import { fetchPosts } from './fragments.ts';

const ACT = /^\/posts\/\d+\/(?:un)?(?:boost|favourite|bookmark|mute)$/;

/** Favourites, boosts and bookmarks without leaving the page. When it fails, the button does what it does without scripts. */
export function actInPlace(): void {
  document.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const post = button?.closest<HTMLElement>('article.post');
    const form = button?.form;
    if (!button || !post || !form || !ACT.test(button.getAttribute('formaction') ?? '')) return;
    event.preventDefault();
    void act(button, form, post).catch(() => submitPlainly(button, form));
  });
}

async function act(button: HTMLButtonElement, form: HTMLFormElement, post: HTMLElement): Promise<void> {
  button.disabled = true;
  const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]));
  const response = await fetch(button.formAction, { method: 'POST', body, redirect: 'manual' });
  if (response.type !== 'opaqueredirect' && !response.ok) throw new Error(`answered ${response.status}`);
  const [fresh] = await fetchPosts([post.dataset['id'] ?? '']);
  if (!fresh) return post.remove();
  fresh.className = post.className;
  post.replaceWith(fresh);
  const verb = button.className.split(' ')[0];
  if (verb) fresh.querySelector<HTMLElement>(`button.${verb}`)?.focus();
}

function submitPlainly(button: HTMLButtonElement, form: HTMLFormElement): void {
  button.disabled = false;
  form.action = button.formAction;
  form.submit();
}
