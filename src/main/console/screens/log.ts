import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { get, listen, type Live, type LogLine, part, type SiteRow } from '../api';
import { Element, say, why } from '../parts/element';
import { lineText } from '../parts/lines';
import { type Context, copyCurl, liveBadge, siteNav } from '../parts/shell';
import { t, time, word } from '../texts';

/** So many lines stay, and as many more as somebody has asked for. */
const KEPT = 500;
const MOST = 5000;
const DIALECTS = ['console', 'overkiz', 'sustainder', 'vive', 'quantum', 'field', 'clock'];
const KINDS = ['statesChanged', 'executionStarted', 'executionMoved', 'stepMoved', 'availabilityChanged', 'gatewayAliveChanged', 'devicePut', 'resourcePut', 'alertRaised', 'alertCleared', 'jobMoved'];

class Log extends Element {
  static override properties = { context: { attribute: false }, site: {}, lines: { state: true }, paused: { state: true }, missed: { state: true }, next: { state: true } };
  context!: Context;
  site = '';
  private lines: LogLine[] = [];
  private paused = false;
  private missed = 0;
  private name = '';
  private next?: number;
  private live: Live = { on: false };
  private kept = KEPT;
  private fresh: LogLine[] = [];
  private soon = 0;
  private filter: Record<string, string> = {};
  private close = (): void => {};
  private round = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    for (const [key, value] of new URLSearchParams(location.search)) this.filter[key] = value;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.round++;
    this.close();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('site')) void this.begin();
  }

  private path(before = 0): string {
    const asked = new URLSearchParams(Object.entries(this.filter).filter(([, value]) => value));
    if (before) asked.set('before', String(before));
    return `/sites/${part(this.site)}/log?${asked}`;
  }

  private async begin(): Promise<void> {
    const mine = ++this.round;
    this.close();
    try {
      const [row, page] = await Promise.all([get<SiteRow>(`/sites/${part(this.site)}`), get<{ lines: LogLine[]; next?: number; head: number }>(this.path())]);
      if (mine !== this.round) return;
      [this.name, this.lines, this.next, this.missed, this.kept, this.fresh] = [row.name, page.lines, page.next, 0, KEPT, []];
      document.title = `${t('screen.log')}, ${row.name} – Candelabra`;
      this.close = listen(this.site, page.head, ({ line }) => this.hear(line), () => void this.begin(), (live) => { this.live = live; this.requestUpdate(); });
    } catch (problem) {
      say(why(problem), 'bad');
    }
  }

  private hear(line: LogLine): void {
    const { device, who, dialect, kind } = this.filter;
    if ((device && !line.devices.includes(device)) || (who && line.cause.who !== who) || (dialect && line.cause.dialect !== dialect) || (kind && line.kind !== kind)) return;
    if (this.paused) this.missed++;
    else {
      this.fresh.push(line);
      // however much happens at once, it is shown once; a page that nobody looks at draws nothing
      if (this.fresh.length >= KEPT) this.show();
      else if (!this.soon) this.soon = requestAnimationFrame(() => this.show());
    }
  }

  private show(): void {
    cancelAnimationFrame(this.soon);
    this.soon = 0;
    this.lines = [...this.fresh.reverse(), ...this.lines].slice(0, this.kept);
    this.fresh = [];
    // what was cut off is asked for again with the older ones
    if (this.lines.length === this.kept) this.next = this.lines[this.kept - 1].seq;
  }

  private async older(): Promise<void> {
    const mine = this.round;
    const { next } = this;
    try {
      const page = await get<{ lines: LogLine[]; next?: number }>(this.path(next));
      // what came meanwhile may have moved the place where older ones go on
      if (mine !== this.round || next !== this.next) return;
      this.lines = [...this.lines, ...page.lines].slice(0, MOST);
      this.kept = Math.max(KEPT, this.lines.length);
      this.next = this.lines.length === MOST ? undefined : page.next;
    } catch (problem) {
      say(why(problem), 'bad');
    }
  }

  private set(key: string, value: string): void {
    this.filter = { ...this.filter, [key]: value };
    const asked = new URLSearchParams(Object.entries(this.filter).filter(([, text]) => text));
    history.replaceState(null, '', asked.size ? `?${asked}` : location.pathname);
    void this.begin();
  }

  private pause(): void {
    this.paused = !this.paused;
    if (!this.paused && this.missed) void this.begin();
  }

  private choice(key: string, group: string, names: string[]): TemplateResult {
    return html`<select aria-label=${t(`log.${key}`)} @change=${(e: Event) => this.set(key, (e.target as HTMLSelectElement).value)}><option value="">${t(`log.${key}.all`)}</option>${names.map((name) => html`<option value=${name} ?selected=${this.filter[key] === name}>${word(group, name)}</option>`)}</select>`;
  }

  override render(): TemplateResult {
    return html`${siteNav(this.site, this.name || this.site, 'log', html`${liveBadge(this.live)}<button type="button" class="quiet" aria-pressed=${this.paused} @click=${() => this.pause()}>${this.paused ? t('go.on', { count: this.missed }) : t('pause')}</button>${copyCurl(this.path(), this.context.account)}`)}
      <div class="tools filters">${this.choice('dialect', 'dialect', DIALECTS)}${this.choice('kind', 'event', KINDS)}
        <input type="search" placeholder=${t('log.who')} aria-label=${t('log.who')} .value=${this.filter['who'] ?? ''} @change=${(e: Event) => this.set('who', (e.target as HTMLInputElement).value.trim())} />
        <input type="search" placeholder=${t('log.device')} aria-label=${t('log.device')} .value=${this.filter['device'] ?? ''} @change=${(e: Event) => this.set('device', (e.target as HTMLInputElement).value.trim())} /></div>
      <ol class="log card" role="list">${repeat(this.lines, (line) => line.seq, (line) => html`<li><a href=${`/sites/${part(this.site)}/log/${line.seq}`}><span class="seq">${line.seq}</span><time>${time(line.atMs)}</time><span class=${line.failure ? 'event bad' : 'event'}>${word('event', line.kind)}</span><span class="text">${lineText(line)}</span><span class="by"><span class="badge plain">${word('dialect', line.cause.dialect)}</span> ${line.cause.who}</span></a></li>`)}</ol>
      ${this.lines.length === 0 ? html`<p class="empty">${t('nothing')}</p>` : nothing}
      ${this.next ? html`<p><button type="button" class="quiet" @click=${() => this.older()}>${t('older')}</button></p>` : nothing}`;
  }
}
customElements.define('log-screen', Log);
