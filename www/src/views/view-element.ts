// What every view is: an element in the tree of the page that draws the state, and changes it by actions alone.

import { LitElement, type PropertyDeclarations } from 'lit';
import type { Dispatch, State } from '../store/types.ts';
import type { Context } from '../tape/ask.ts';

export abstract class ViewElement extends LitElement {
  static override properties: PropertyDeclarations = { state: { attribute: false }, dispatch: { attribute: false } };
  declare state: State;
  declare dispatch: Dispatch;

  protected get context(): Context {
    return { state: this.state, dispatch: this.dispatch };
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}
