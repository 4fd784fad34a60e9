import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { get, part, type SiteRow } from '../api';
import { Element, say, why } from '../parts/element';
import { type Context, copyCurl } from '../parts/shell';
import { num, since, t } from '../texts';

const COLUMNS: (keyof SiteRow & string)[] = ['devices', 'unreachable', 'alerts', 'waiting'];
const AGAIN_MS = 5000;
const PAGE = 100;

class Sites extends Element {
  static override properties = { context: { attribute: false }, rows: { state: true }, total: { state: true }, next: { state: true }, sort: { state: true } };
  context!: Context;
  private rows?: SiteRow[];
  private total = 0;
  private next?: string;
  private sort = 'name';
  private wanted = '';
  private timer = 0;
  private asked = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${t('sites')} – Candelabra`;
    void this.load();
    this.timer = window.setInterval(() => { if (!document.hidden) void this.load(this.rows?.length ?? PAGE); }, AGAIN_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  private path(limit: number, after = ''): string {
    return `/sites?limit=${limit}&sort=${this.sort}&q=${part(this.wanted)}${after ? `&after=${after}` : ''}`;
  }

  private async load(limit = PAGE): Promise<void> {
    const mine = ++this.asked;
    try {
      const page = await get<{ sites: SiteRow[]; total: number; next?: string }>(this.path(Math.min(1000, Math.max(PAGE, limit))));
      if (mine !== this.asked) return;
      [this.rows, this.total, this.next] = [page.sites, page.total, page.next];
    } catch (problem) {
      say(why(problem), 'bad');
    }
  }

  private async more(): Promise<void> {
    const mine = ++this.asked;
    try {
      const page = await get<{ sites: SiteRow[]; next?: string }>(this.path(PAGE, this.next));
      if (mine === this.asked) [this.rows, this.next] = [[...(this.rows ?? []), ...page.sites], page.next];
    } catch (problem) {
      say(why(problem), 'bad');
    }
  }

  private by(name: string): void {
    this.sort = this.sort === `-${name}` ? name : this.sort === name ? `-${name}` : name === 'name' ? name : `-${name}`;
    void this.load();
  }

  private head(name: string): TemplateResult {
    const now = this.sort === name ? 'ascending' : this.sort === `-${name}` ? 'descending' : 'none';
    return html`<th scope="col" aria-sort=${now} class=${name === 'name' ? '' : 'number'}><button type="button" @click=${() => this.by(name)}>${t(`sites.${name}`)}</button></th>`;
  }

  override render(): TemplateResult {
    return html`<header class="head"><div class="crumbs"><h1>${t('sites')}</h1></div>
        <div class="tools"><input type="search" placeholder=${t('filter')} aria-label=${t('filter')} @input=${(e: Event) => { this.wanted = (e.target as HTMLInputElement).value; void this.load(); }} />${copyCurl('/sites', this.context.account)}</div></header>
      <div class="scroll" tabindex="0" role="region" aria-label=${t('sites')}><table class="card rows"><thead><tr>${this.head('name')}${COLUMNS.map((name) => this.head(name))}${this.head('last')}</tr></thead>
        <tbody>${repeat(this.rows ?? [], (row) => row.site, (row) => this.row(row))}</tbody></table></div>
      ${this.rows?.length === 0 ? html`<p class="empty">${t('nothing')}</p>` : nothing}
      ${this.next ? html`<p><button type="button" class="quiet" @click=${() => this.more()}>${t('more', { count: this.total - (this.rows?.length ?? 0) })}</button></p>` : nothing}`;
  }

  private row(row: SiteRow): TemplateResult {
    const worry = (name: string, value: number) => (value > 0 && name !== 'devices' && name !== 'waiting' ? 'number worry' : 'number');
    return html`<tr><th scope="row"><a href=${`/sites/${part(row.site)}/devices`}>${row.name}</a>${row.trouble ? html`<p class="fault">${row.trouble}</p>` : nothing}</th>
      ${COLUMNS.map((name) => html`<td class=${worry(name, Number(row[name]))} data-label=${t(`sites.${name}`)}>${num(Number(row[name]))}</td>`)}
      <td class="number" data-label=${t('sites.last')}>${row.lastMs ? since(row.lastMs) : '–'}</td></tr>`;
  }
}
customElements.define('sites-screen', Sites);
