import { html, nothing, type TemplateResult } from 'lit';
import { get, type Me, post } from '../api';
import { Element, why } from '../parts/element';
import { t } from '../texts';

interface Welcome { version: string; demo?: { name: string; password?: string } }

class SignIn extends Element {
  static override properties = { welcome: { state: true }, fault: { state: true }, busy: { state: true } };
  private welcome?: Welcome;
  private fault = '';
  private busy = false;

  override async connectedCallback(): Promise<void> {
    super.connectedCallback();
    document.title = `${t('sign.in')} – Candelabra`;
    this.welcome = await get<Welcome>('/welcome').catch(() => undefined);
  }

  private async submit(event: Event): Promise<void> {
    event.preventDefault();
    const form = new FormData(event.target as HTMLFormElement);
    this.busy = true;
    this.fault = '';
    try {
      const me = await post<Me>('/sign-in', { name: form.get('name'), password: form.get('password') });
      document.dispatchEvent(new CustomEvent('signed-in', { detail: me }));
    } catch (problem) {
      this.fault = why(problem);
      await this.updateComplete;
      this.querySelector<HTMLInputElement>('#password')?.select();
    } finally {
      this.busy = false;
    }
  }

  private fill(): void {
    const demo = this.welcome?.demo;
    const set = (id: string, text: string) => { const field = this.querySelector<HTMLInputElement>(id); if (field) field.value = text; };
    set('#name', demo?.name ?? '');
    set('#password', demo?.password ?? '');
    this.querySelector<HTMLButtonElement>('[type=submit]')?.focus();
  }

  override render(): TemplateResult {
    const demo = this.welcome?.demo;
    return html`<section class="card door"><h1>${t('sign.in')}</h1><p class="lead">${t('sign.lead')}</p>
      <form @submit=${(e: Event) => this.submit(e)}>
        <label for="name">${t('sign.name')}</label><input id="name" name="name" autocomplete="username" autocapitalize="none" spellcheck="false" required />
        <label for="password">${t('sign.password')}</label><input id="password" name="password" type="password" autocomplete="current-password" required aria-describedby="fault" />
        <p id="fault" class="fault" role="alert">${this.fault}</p>
        <button type="submit" class="main" ?disabled=${this.busy}>${t('sign.in')}</button>
      </form>
      ${demo ? html`<aside class="hint"><p>${t('sign.demo')} <code>${demo.name}</code> ${demo.password ? html`/ <code>${demo.password}</code>` : t('sign.demo.file')}</p>
        ${demo.password ? html`<button type="button" class="quiet" @click=${() => this.fill()}>${t('sign.fill')}</button>` : nothing}</aside>` : nothing}
      ${this.welcome ? html`<p class="fine">Candelabra ${this.welcome.version}</p>` : nothing}</section>`;
  }
}
customElements.define('sign-in-screen', SignIn);
