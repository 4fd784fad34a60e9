// What all parts of the console share: they stand in the page itself, so that one sheet styles all, and labels and ids reach across.

import { LitElement } from 'lit';
import { Problem } from '../api';
import { t } from '../texts';

export class Element extends LitElement {
  override createRenderRoot(): HTMLElement {
    return this;
  }
}

/** Goes to another screen. */
export function go(path: string, replace = false): void {
  if (replace) history.replaceState(null, '', path);
  else history.pushState(null, '', path);
  document.dispatchEvent(new CustomEvent('moved'));
}

/** Says something to the person, also to one who does not see it. */
export function say(text: string, kind: 'good' | 'bad' = 'good'): void {
  document.dispatchEvent(new CustomEvent('say', { detail: { text, kind } }));
}

/** A refusal in words. */
export function why(problem: unknown): string {
  if (problem instanceof Problem) return problem.status === 0 ? t('offline') : problem.message;
  return String(problem);
}
