import { html, nothing, type TemplateResult } from 'lit';
import { type AreaRow, type DeviceCard, get, listen, type Live, part, Problem, type SiteRow, type Told } from '../api';
import { control, glance, shown, stop, Wishes } from '../parts/controls';
import { Element, say, why } from '../parts/element';
import { type Context, copyCurl, liveBadge, siteNav } from '../parts/shell';
import { AreaTree } from '../parts/areas';
import { Living } from '../parts/living';
import '../parts/rows';
import { t, word } from '../texts';

const PAGE = 1000;

interface Page { devices: DeviceCard[]; next?: string; seq: number }

class Devices extends Element {
  static override properties = { context: { attribute: false }, site: {}, tree: { state: true }, name: { state: true }, live: { state: true }, area: { state: true } };
  context!: Context;
  site = '';
  private tree = new AreaTree([]);
  private name = '';
  private area = '';
  private wanted = '';
  private live: Live = { on: false };
  private loading = true;
  private readonly cards = new Living<DeviceCard>();
  private visible: DeviceCard[] = [];
  private readonly wishes = new Wishes(() => this.site, () => this.requestUpdate());
  private close = (): void => {};
  private round = 0;
  private soon = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    this.area = new URLSearchParams(location.search).get('area') ?? '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.round++;
    this.close();
  }

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('site')) void this.begin();
  }

  private async begin(): Promise<void> {
    const mine = ++this.round;
    this.close();
    this.cards.clear();
    this.wishes.forget();
    this.loading = true;
    try {
      const [row, areas, first] = await Promise.all([
        get<SiteRow>(`/sites/${part(this.site)}`), get<AreaRow[]>(`/sites/${part(this.site)}/areas`), this.page(),
      ]);
      if (mine !== this.round) return;
      [this.name, this.tree] = [row.name, new AreaTree(areas)];
      document.title = `${row.name} – Candelabra`;
      this.take(first);
      this.close = listen(this.site, first.seq, (told) => this.hear(told), () => void this.begin(), (live) => { this.live = live; });
      for (let next = first.next; next; ) {
        const page = await this.page(next);
        if (mine !== this.round) return;
        this.take(page);
        next = page.next;
      }
      this.cards.loaded();
      this.loading = false;
      this.requestUpdate();
    } catch (problem) {
      if (mine !== this.round) return;
      // the device behind which the list was to go on is gone
      if (problem instanceof Problem && problem.status === 409) return void this.begin();
      say(why(problem), 'bad');
    }
  }

  private page(after = ''): Promise<Page> {
    return get<Page>(`/sites/${part(this.site)}/devices?limit=${PAGE}${after ? `&after=${part(after)}` : ''}`);
  }

  private take(page: Page): void {
    this.cards.page(page.devices, (card) => card.id, page.seq);
    this.choose();
  }

  private hear(told: Told): void {
    const { line, card } = told;
    this.wishes.hear(line);
    for (const patch of told.devices) this.cards.hear(patch.id, line.seq, (was) => was && { ...was, available: patch.available, traits: patch.traits });
    if (card) this.cards.hear(card.id, line.seq, () => card);
    if (line.kind === 'deviceRemoved') line.devices.forEach((id) => this.cards.hear(id, line.seq, () => undefined));
    // however much happens at once, it is shown once
    if (!this.soon) this.soon = requestAnimationFrame(() => { this.soon = 0; this.choose(); });
  }

  private choose(): void {
    const areas = this.area ? this.tree.within(this.area) : undefined;
    const text = this.wanted.toLowerCase();
    this.visible = [...this.cards.all.values()].filter((card) => (!areas || areas.has(card.area)) && (!text || card.label.toLowerCase().includes(text) || card.id.toLowerCase().includes(text)));
    this.requestUpdate();
  }

  private pick(area: string): void {
    this.area = area;
    history.replaceState(null, '', area ? `?area=${part(area)}` : location.pathname);
    this.choose();
  }

  private row(card: DeviceCard): TemplateResult {
    const may = (this.context.rights.get(this.site) ?? []).includes('CONTROL');
    const quick = card.settable.filter((trait) => ['onOff', 'level', 'coverPosition', 'opening', 'lock', 'switchClosure', 'targetTemperature'].includes(trait)).slice(0, 2);
    const measured = glance(card).filter(([trait]) => !quick.includes(trait));
    return html`<article class=${this.wishes.busy(card.id) ? 'device busy' : 'device'} aria-busy=${this.wishes.busy(card.id)}>
      <div class="what"><a href=${`/sites/${part(this.site)}/devices/${part(card.id)}`}>${card.label || card.id}</a>
        <p class="fine">${word('kind', card.kind)}${card.simulated ? html` <span class="badge">${t('simulated')}</span>` : nothing}${card.available ? nothing : html` <span class="badge bad">${t('unreachable')}</span>`}</p></div>
      <div class="how">${measured.map(([trait, value]) => html`<span class="measure"><span class="fine">${word('trait', trait)}</span> ${shown(trait, value)}</span>`)}
        ${quick.map((trait) => control(card, trait, this.wishes, may))}${stop(card, this.wishes, may)}</div></article>`;
  }

  override render(): TemplateResult {
    return html`${siteNav(this.site, this.name || this.site, 'devices', html`${liveBadge(this.live)}${copyCurl(`/sites/${part(this.site)}/devices`, this.context.account)}`)}
      <div class="split"><area-tree .tree=${this.tree} .chosen=${this.area} .all=${this.cards.all.size} @pick=${(e: CustomEvent<string>) => this.pick(e.detail)}></area-tree>
      <section class="devices"><div class="tools"><input type="search" placeholder=${t('filter')} aria-label=${t('filter')} .value=${this.wanted} @input=${(e: Event) => { this.wanted = (e.target as HTMLInputElement).value; this.choose(); }} /><span class="fine" role="status">${t('devices.count', { count: this.visible.length })}${this.loading ? ' …' : ''}</span></div>
        <long-rows class="card" .items=${this.visible} .row=${(card: DeviceCard) => this.row(card)} .key=${(card: DeviceCard) => card.id} .label=${t('screen.devices')}></long-rows>
        ${!this.loading && this.visible.length === 0 ? html`<p class="empty">${t('nothing')}</p>` : nothing}</section></div>`;
  }
}
customElements.define('devices-screen', Devices);
