// How the server itself is: what it says of itself, and its metrics. No site is looked at, and no login is needed for the same with curl.

import { html, nothing, type TemplateResult } from 'lit';
import { Element, say, why } from '../parts/element';
import { type Context, copy } from '../parts/shell';
import { num, t } from '../texts';

interface Ready { status: string; troubles?: string[]; warnings?: string[] }

const AGAIN_MS = 5000;
const MIB = 1024 * 1024;
const SPACE = ['none', 'short', 'plenty'];

class Operations extends Element {
  static override properties = { context: { attribute: false }, ready: { state: true }, metrics: { state: true } };
  context!: Context;
  private ready?: Ready;
  private metrics = new Map<string, number>();
  private faces: [string, string][] = [];
  private timer = 0;

  override connectedCallback(): void {
    super.connectedCallback();
    document.title = `${t('operations')} – Candelabra`;
    void this.load();
    this.timer = window.setInterval(() => { if (!document.hidden) void this.load(); }, AGAIN_MS);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearInterval(this.timer);
  }

  private async load(): Promise<void> {
    try {
      const [ready, metrics, root] = await Promise.all([fetch('/ready'), fetch('/metrics'), fetch('/', { headers: { Accept: 'application/json' } })]);
      const [told, text, about] = await Promise.all([ready.json(), metrics.text(), root.json()]);
      [this.ready, this.metrics, this.faces] = [told, this.read(text), Object.entries(about.faces)];
    } catch (problem) {
      say(why(problem), 'bad');
    }
  }

  /** Prometheus' text: a name, perhaps labels, a number. Numbers of one name are added up; those of the heap stand alone. */
  private read(text: string): Map<string, number> {
    const all = new Map<string, number>();
    for (const line of text.split('\n')) {
      const found = /^([a-z_]+)(\{[^}]*\})? (\S+)$/.exec(line);
      if (found) {
        const name = found[1] + (found[2]?.includes('area="heap"') ? ':heap' : '');
        all.set(name, (all.get(name) ?? 0) + Number(found[3]));
      }
    }
    return all;
  }

  private row(name: string, value: string, worry = false): TemplateResult {
    return html`<div><dt>${t(`ops.${name}`)}</dt><dd class=${worry ? 'worry' : ''}>${value}</dd></div>`;
  }

  private figures(): TemplateResult {
    const of = (name: string) => this.metrics.get(name) ?? 0;
    const days = of('candelabra_certificate_days_left');
    const lag = of('candelabra_webhook_lag_seconds');
    const space = SPACE[of('candelabra_disk_space')] ?? 'none';
    return html`<dl class="traits">
      ${this.row('uptime', t('ops.hours', { hours: num(of('process_uptime_seconds') / 3600) }))}
      ${this.row('sites', num(of('candelabra_sites')))}
      ${this.row('certificate', t('ops.days', { days: num(days, 0) }), days < 14)}
      ${this.row('disk', t(`ops.disk.${space}`), space !== 'plenty')}
      ${this.row('reserve', `${num(of('candelabra_disk_reserve_bytes') / MIB, 0)} MiB`)}
      ${this.row('shed', num(of('candelabra_shed_rows'), 0), of('candelabra_shed_rows') > 0)}
      ${this.row('aside', num(of('candelabra_set_aside'), 0), of('candelabra_set_aside') > 0)}
      ${this.row('lag', t('ops.lag.now', { seconds: num(lag), events: num(of('candelabra_webhook_lag_events'), 0) }), lag > 60)}
      ${this.row('heap', `${num(of('jvm_memory_used_bytes:heap') / MIB, 0)} MiB`)}
      ${this.row('threads', num(of('jvm_threads_live_threads'), 0))}
      ${this.row('processor', `${num(of('process_cpu_usage') * 100)} %`)}</dl>`;
  }

  override render(): TemplateResult {
    const ready = this.ready;
    const line = `curl -sS --cacert data/demo/ca.pem '${location.origin}/metrics'`;
    return html`<header class="head"><div class="crumbs"><h1>${t('operations')}</h1></div><div class="tools"><button type="button" class="quiet" title=${line} @click=${() => copy(line)}>${t('copy.curl')}</button></div></header>
      ${ready ? html`<section class="card sheet"><h2>${ready.status === 'ready' ? t('ops.ready') : t('ops.not.ready')}</h2>
        ${ready.troubles?.map((each) => html`<p class="fault">${each}</p>`)}${ready.warnings?.map((each) => html`<p class="fault">${each}</p>`)}
        ${ready.troubles || ready.warnings ? nothing : html`<p class="lead">${t('ops.nothing')}</p>`}${this.figures()}</section>
        <section class="card sheet"><h2>${t('ops.faces')}</h2><dl class="traits wide">${this.faces.map(([name, where]) => html`<div><dt>${name}</dt><dd><code>${where}</code></dd></div>`)}</dl></section>` : nothing}`;
  }
}
customElements.define('operations-screen', Operations);
