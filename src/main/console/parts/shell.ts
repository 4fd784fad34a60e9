// The frame around a screen: its heading, the way back, and the command that gives the same.

import { html, nothing, type TemplateResult } from 'lit';
import { curl, type Live, part } from '../api';
import { t } from '../texts';
import { say } from './element';

export interface Context { account: string; rights: Map<string, string[]> }

/** Whether the screen is live; where it is not, when it is tried again. */
export function liveBadge(live: Live): TemplateResult {
  const text = live.on ? t('live') : live.againS ? t('again.in', { seconds: live.againS }) : t('not.live');
  return html`<span class=${live.on ? 'live on' : 'live'} role="status">${text}</span>`;
}

export async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say(t('copied'));
  } catch {
    say(text);
  }
}

export function copyCurl(path: string, account: string): TemplateResult {
  return html`<button type="button" class="quiet" title=${curl(path, account)} @click=${() => copy(curl(path, account))}>${t('copy.curl')}</button>`;
}

const SCREENS = ['devices', 'scenes', 'map', 'log', 'alerts', 'webhooks', 'executions', 'programs'];

/** The screens of one site. */
export function siteNav(site: string, name: string, screen: string, more: TemplateResult | typeof nothing = nothing): TemplateResult {
  return html`<header class="head">
    <nav class="crumbs" aria-label=${t('where')}><a href="/sites">${t('sites')}</a><span aria-hidden="true">/</span><h1>${name}</h1></nav>
    <div class="tools">${more}</div>
    <nav class="tabs" aria-label=${name}>${SCREENS.map((each) => html`<a href=${`/sites/${part(site)}/${each}`} aria-current=${each === screen ? 'page' : nothing}>${t(`screen.${each}`)}</a>`)}</nav>
  </header>`;
}
