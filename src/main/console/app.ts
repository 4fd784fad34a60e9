import {html,LitElement} from "lit";
class C extends LitElement{render(){return html`<p>hi</p>`}}
customElements.define("candelabra-console",C);
