// One event with all that has the same cause: from the request to the field and back, and out to the webhooks, with the time between.

import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { type Attempt, get, type LogChain, type LogLine, part, type SiteRow } from '../api';
import { Element, why } from '../parts/element';
import { lineText } from '../parts/lines';
import { type Context, copyCurl, siteNav } from '../parts/shell';
import { day, num, t, time, word } from '../texts';

class Chain extends Element {
  static override properties = { context: { attribute: false }, site: {}, seq: {}, chain: { state: true }, missing: { state: true } };
  context!: Context;
  site = '';
  seq = '';
  private chain?: LogChain;
  private name = '';
  private missing = '';

  override willUpdate(changed: Map<string, unknown>): void {
    if (changed.has('site') || changed.has('seq')) {
      this.chain = undefined;
      void this.load();
    }
  }

  private path(): string {
    return `/sites/${part(this.site)}/log/${part(this.seq)}`;
  }

  private async load(): Promise<void> {
    const path = this.path();
    try {
      const [row, chain] = await Promise.all([get<SiteRow>(`/sites/${part(this.site)}`), get<LogChain>(path)]);
      if (path !== this.path()) return;
      [this.name, this.chain, this.missing] = [row.name, chain, ''];
      document.title = `${word('event', chain.line.kind)} ${chain.line.seq} – Candelabra`;
    } catch (problem) {
      if (path === this.path()) this.missing = why(problem);
    }
  }

  /** The part of the way on which an event lies. */
  private stage(line: LogLine): string {
    switch (line.kind) {
      case 'executionStarted': return 'command';
      case 'stepMoved': return line.phase === 'SENT' ? 'frame' : 'step';
      case 'statesChanged': return 'report';
      case 'executionMoved': return 'execution';
      default: return 'event';
    }
  }

  private link(line: LogLine, before?: LogLine): TemplateResult {
    const wait = before ? line.atMs - before.atMs : 0;
    return html`<li class=${`stage-${this.stage(line)}`} aria-current=${line.seq === this.chain?.line.seq ? 'true' : nothing}>
      <span class="wait">${before ? `+${num(wait, 0)} ms` : ''}</span><span class="dot" aria-hidden="true"></span>
      <div><p><strong>${t(`stage.${this.stage(line)}`)}</strong> <a href=${`/sites/${part(this.site)}/log/${line.seq}`}>${word('event', line.kind)} ${line.seq}</a> <time class="fine">${time(line.atMs)}</time></p><p class="text">${lineText(line)}</p></div></li>`;
  }

  private attempt(attempt: Attempt): TemplateResult {
    return html`<li class="stage-webhook"><span class="wait">${num(attempt.tookMs, 0)} ms</span><span class="dot" aria-hidden="true"></span><div><p><strong>${t('stage.webhook')}</strong> ${attempt.subscription} <time class="fine">${time(attempt.lastMs)}</time></p><p class="text">${attempt.outcome} · ${t('tries', { count: attempt.tries })}</p></div></li>`;
  }

  override render(): TemplateResult {
    if (this.missing) return html`${siteNav(this.site, this.name || this.site, 'log')}<section class="card empty"><p>${this.missing}</p></section>`;
    const chain = this.chain;
    if (!chain) return html`${siteNav(this.site, this.name || this.site, 'log')}`;
    const { cause } = chain.line;
    return html`${siteNav(this.site, this.name, 'log', copyCurl(this.path(), this.context.account))}
      <section class="card sheet"><header><h2>${word('event', chain.line.kind)} ${chain.line.seq}</h2><p class="lead">${t(cause.who ? 'caused.by' : 'caused.from', { who: cause.who, dialect: word('dialect', cause.dialect) })}</p><p class="fine">${day(chain.line.atMs)}${cause.request ? html` · ${t('request')} <code>${cause.request}</code>` : nothing}</p></header>
        <ol class="chain" role="list">${cause.request ? html`<li class="stage-request"><span class="wait"></span><span class="dot" aria-hidden="true"></span><div><p><strong>${t('stage.request')}</strong> ${word('dialect', cause.dialect)}</p><p class="text">${cause.who}</p></div></li>` : nothing}
          ${repeat(chain.chain, (line) => line.seq, (line, i) => this.link(line, chain.chain[i - 1]))}${chain.webhooks.map((each) => this.attempt(each))}</ol>
        ${chain.whole ? nothing : html`<p class="fine">${t('chain.part')}</p>`}</section>`;
  }
}
customElements.define('chain-screen', Chain);
