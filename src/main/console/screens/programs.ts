// Who has access to a site beside the people in front of it: programs, keys, sessions, listeners. For administrators, who can end each.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { get, part, remove, type SiteRow } from '../api';
import { Element, say, why } from '../parts/element';
import { type Context, copyCurl, siteNav } from '../parts/shell';
import { day, since, t, word } from '../texts';

interface Program { name: string; dialect: string; how: string; account: string; rights: string[]; by: string; sinceMs: number; seenMs?: number; keys: number; declared: boolean }
interface Key { id: string; name: string; dialect: string; account: string; sinceMs: number; seenMs?: number }
interface Session { id: string; account: string; dialect: string; from: string; sinceMs: number; seenMs: number; own: boolean }
interface Listener { account: string; listeners: number }
interface All { programs: Program[]; keys: Key[]; sessions: Session[]; listeners: Listener[] }

const AGAIN_MS = 5000;
const LONGEST_MS = 60_000;

class Programs extends Element {
  static override properties = { context: { attribute: false }, site: {}, all: { state: true }, refused: { state: true }, asked: { state: true } };
  context!: Context;
  site = '';
  private name = '';
  private all?: All;
  private refused = '';
  /** What somebody wants to end, and has not confirmed yet. */
  private asked = '';
  private round = 0;
  private failures = 0;
  private timer = 0;

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.round++;
    clearTimeout(this.timer);
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('site')) {
      [this.all, this.asked] = [undefined, ''];
      void this.look(++this.round);
    }
  }

  private path(more: string): string {
    return `/sites/${part(this.site)}/${more}`;
  }

  private async look(mine: number): Promise<void> {
    clearTimeout(this.timer);
    try {
      const [row, all] = await Promise.all([get<SiteRow>(`/sites/${part(this.site)}`), get<All>(this.path('programs'))]);
      if (mine !== this.round) return;
      [this.name, this.all, this.refused, this.failures] = [row.name, all, '', 0];
      document.title = `${t('screen.programs')}, ${row.name} – Candelabra`;
    } catch (problem) {
      if (mine !== this.round) return;
      this.refused = why(problem);
      this.failures++;
    }
    this.timer = window.setTimeout(() => void this.look(mine), Math.min(LONGEST_MS, AGAIN_MS * 2 ** this.failures));
  }

  private async end(path: string, name: string): Promise<void> {
    this.asked = '';
    try {
      await remove(this.path(path));
      say(t('programs.ended', { name }));
    } catch (problem) {
      say(why(problem), 'bad');
    }
    await this.look(this.round);
  }

  /** Ends something in two steps: nobody is locked out by a slip of the hand. */
  private ending(path: string, name: string): TemplateResult {
    return this.asked === path
      ? html`<span class="tools"><button type="button" class="main" @click=${() => this.end(path, name)}>${t('programs.really', { name })}</button><button type="button" class="quiet" @click=${() => { this.asked = ''; }}>${t('cancel')}</button></span>`
      : html`<button type="button" class="quiet" aria-label=${`${t('programs.end')}, ${name}`} @click=${() => { this.asked = path; }}>${t('programs.end')}</button>`;
  }

  private seen(ms: number | undefined): string {
    return ms ? t('programs.seen', { when: since(ms) }) : t('programs.unseen');
  }

  private program(row: Program): TemplateResult {
    return html`<li class="action"><div><p><strong>${row.name}</strong> <span class="badge plain">${word('dialect', row.dialect)}</span> ${row.declared ? html`<span class="badge">${t('programs.declared')}</span>` : nothing}</p>
      <p class="text">${t('programs.as', { account: row.account, how: word('how', row.how) })} · ${row.rights.map((each) => word('right', each)).join(', ')}</p>
      <p class="fine">${this.seen(row.seenMs)} · ${t('programs.since', { when: day(row.sinceMs), by: row.by })}</p></div>${row.declared ? nothing : this.ending(`programs/${part(row.name)}`, row.name)}</li>`;
  }

  private key(row: Key): TemplateResult {
    return html`<li class="action"><div><p><strong>${row.name || row.id}</strong> <span class="badge plain">${word('dialect', row.dialect)}</span> <code>${row.id}…</code></p>
      <p class="fine">${row.account} · ${this.seen(row.seenMs)} · ${day(row.sinceMs)}</p></div>${this.ending(`keys/${part(row.id)}`, row.name || row.id)}</li>`;
  }

  private session(row: Session): TemplateResult {
    return html`<li class="action"><div><p><strong>${row.account}</strong> <span class="badge plain">${word('dialect', row.dialect)}</span> ${row.own ? html`<span class="badge">${t('programs.own')}</span>` : nothing}</p>
      <p class="fine">${t('programs.from', { address: row.from || '–' })} · ${this.seen(row.seenMs)} · ${day(row.sinceMs)}</p></div>${row.own ? nothing : this.ending(`sessions/${part(row.id)}`, row.account)}</li>`;
  }

  private list<T>(title: string, rows: T[], key: (row: T) => string, row: (row: T) => TemplateResult): TemplateResult {
    return html`<h2 class="section">${t(title)}</h2>${rows.length ? html`<ul class="card plainlist" role="list">${repeat(rows, key, row)}</ul>` : html`<p class="empty">${t('nothing')}</p>`}`;
  }

  override render(): TemplateResult {
    const { all } = this;
    return html`${siteNav(this.site, this.name || this.site, 'programs', copyCurl(this.path('programs'), this.context.account))}
      ${this.refused ? html`<p class="fault" role="alert">${this.refused}</p>` : nothing}
      ${all ? html`<p class="lead">${t('programs.lead')}</p>
        ${this.list('programs.programs', all.programs, (each) => each.name, (each) => this.program(each))}
        ${this.list('programs.keys', all.keys, (each) => each.id, (each) => this.key(each))}
        ${this.list('programs.sessions', all.sessions, (each) => each.id, (each) => this.session(each))}
        ${this.list('programs.listeners', all.listeners, (each) => each.account, (each) => html`<li><p><strong>${each.account}</strong> <span class="fine">${t('programs.listening', { count: each.listeners })}</span></p></li>`)}` : nothing}`;
  }
}
customElements.define('programs-screen', Programs);
