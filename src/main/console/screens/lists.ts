// Short lists of a site: alerts that stand, webhooks, executions that run.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Attempt, get, part, remove, type SiteRow, type Who } from '../api';
import { Element, say, why } from '../parts/element';
import { type Context, copyCurl, siteNav } from '../parts/shell';
import { num, since, t, word } from '../texts';

interface AlertRow { kind: string; subject: string; device?: string; detail: string; raisedMs: number }
interface WebhookRow { id: string; dialect: string; kind: string; url: string; enabled: boolean; off?: string; behind: number; last: Attempt[] }
interface ExecutionRow { id: string; label: string; phase: string; cause: Who; startedMs: number; steps: { device: string; command: string; phase: string }[] }

const AGAIN_MS = 3000;
const LONGEST_MS = 60_000;

class Lists extends Element {
  static override properties = { context: { attribute: false }, site: {}, screen: {}, rows: { state: true }, refused: { state: true } };
  context!: Context;
  site = '';
  screen = '';
  private rows?: unknown[];
  private refused = '';
  private name = '';
  private timer = 0;
  private failures = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.wait();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.timer);
  }

  /** Looks again after a while; after the longer, the more often it failed. */
  private wait(): void {
    clearTimeout(this.timer);
    const pause = Math.min(LONGEST_MS, AGAIN_MS * 2 ** this.failures);
    this.timer = window.setTimeout(() => {
      if (document.hidden) this.wait();
      else void this.load().finally(() => { if (this.isConnected) this.wait(); });
    }, pause);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('site') || changed.has('screen')) {
      this.rows = undefined;
      [this.refused, this.failures] = ['', 0];
      void this.load();
    }
  }

  private path(): string {
    return `/sites/${part(this.site)}/${this.screen}`;
  }

  private async load(): Promise<void> {
    const path = this.path();
    try {
      const [row, rows] = await Promise.all([get<SiteRow>(`/sites/${part(this.site)}`), get<unknown[]>(path)]);
      if (path !== this.path()) return;
      [this.name, this.rows, this.refused, this.failures] = [row.name, rows, '', 0];
      document.title = `${t(`screen.${this.screen}`)}, ${row.name} – Candelabra`;
    } catch (problem) {
      if (path !== this.path()) return;
      this.refused = why(problem);
      this.failures++;
    }
  }

  private async cancel(id: string): Promise<void> {
    try {
      await remove(`/sites/${part(this.site)}/executions/${part(id)}`);
      await this.load();
    } catch (problem) {
      say(why(problem), 'bad');
    }
  }

  private alert(row: AlertRow): TemplateResult {
    const subject = row.device ? html`<a href=${`/sites/${part(this.site)}/devices/${part(row.device)}`}>${row.subject}</a>` : row.subject;
    return html`<li><p><strong>${row.kind}</strong> ${subject} <time class="fine">${since(row.raisedMs)}</time></p><p class="text">${row.detail}</p></li>`;
  }

  private webhook(row: WebhookRow): TemplateResult {
    return html`<li><p><strong>${row.url}</strong> <span class="badge plain">${word('dialect', row.dialect)}</span> ${row.enabled ? nothing : html`<span class="badge bad">${t('webhook.off')}</span>`}</p>
      <p class="text">${t('webhook.behind', { count: num(row.behind) })}${row.off ? ` · ${row.off}` : ''}</p>
      ${row.last.slice(0, 5).map((each) => html`<p class="fine">${since(each.lastMs)} · ${each.outcome} · ${t('tries', { count: each.tries })} · ${num(each.tookMs, 0)} ms</p>`)}</li>`;
  }

  private execution(row: ExecutionRow): TemplateResult {
    const may = (this.context.rights.get(this.site) ?? []).includes('CONTROL');
    return html`<li><p><strong>${row.label || row.steps[0]?.command}</strong> ${word('phase', row.phase)} <time class="fine">${since(row.startedMs)}</time> <span class="badge plain">${word('dialect', row.cause.dialect)}</span> ${row.cause.who}
      <button type="button" class="quiet" aria-label=${`${t('cancel')}, ${row.label}`} ?disabled=${!may} @click=${() => this.cancel(row.id)}>${t('cancel')}</button></p>
      ${row.steps.slice(0, 10).map((step) => html`<p class="text">${step.device} · ${step.command} · ${word('phase', step.phase)}</p>`)}</li>`;
  }

  override render(): TemplateResult {
    const key = (each: unknown) => (this.screen === 'alerts' ? `${(each as AlertRow).kind} ${(each as AlertRow).subject}` : (each as WebhookRow | ExecutionRow).id);
    const row = (each: unknown) => (this.screen === 'alerts' ? this.alert(each as AlertRow) : this.screen === 'webhooks' ? this.webhook(each as WebhookRow) : this.execution(each as ExecutionRow));
    return html`${siteNav(this.site, this.name || this.site, this.screen, copyCurl(this.path(), this.context.account))}
      ${this.refused ? html`<section class="card empty"><p>${this.refused}</p></section>` : html`<ul class="card plainlist" role="list">${repeat(this.rows ?? [], key, row)}</ul>${this.rows?.length === 0 ? html`<p class="empty">${t(`none.${this.screen}`)}</p>` : nothing}`}`;
  }
}
customElements.define('list-screen', Lists);
