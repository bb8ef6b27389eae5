import type { Draft } from '#log/port.ts';
import type { RefusalData } from '#values/refusal.ts';
import type { GenerationProgress } from '#view/generations/make.ts';
import type { Lane } from '#view/writer.ts';

/** From a door's process to the writer: carry this out, and answer with the same `n`. */
export type Submission = { readonly n: number; readonly draft: Draft; readonly lane: Lane };

/** From the command line: write the view anew and tell how it goes on. */
export type GenerationAsk = { readonly n: number; readonly makeGeneration: true };

export type ToWriter = Submission | GenerationAsk;

/** From the writer: how a submission ended, that the view has moved on, or why nothing can be accepted now. */
export type FromWriter =
  | { readonly n: number; readonly answer: unknown; readonly seq: number }
  | { readonly n: number; readonly refusal: RefusalData }
  | { readonly n: number; readonly fault: string }
  | { readonly n: number; readonly progress: GenerationProgress }
  | { readonly wake: number }
  | { readonly trouble: string | null };
