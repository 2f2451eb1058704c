// The style sheets of the page, adopted by the one shadow root of a page or an embed.

import { unsafeCSS, type CSSResultGroup } from 'lit';
import answer from './answer.css?inline';
import base from './base.css?inline';
import block from './block.css?inline';
import budget from './budget.css?inline';
import costPrice from './cost-price.css?inline';
import embed from './embed.css?inline';
import inputs from './inputs.css?inline';
import levers from './levers.css?inline';
import method from './method.css?inline';
import ownData from './own-data.css?inline';
import narrow from './narrow.css?inline';
import print from './print.css?inline';
import questions from './questions.css?inline';
import shell from './shell.css?inline';
import states from './states.css?inline';
import tape from './tape.css?inline';
import tokens from './tokens.css?inline';
import charts from '../charts/charts.css?inline';
import projection from '../charts/projection/projection.css?inline';

export const styles: CSSResultGroup = [tokens, base, shell, inputs, answer, tape, block, budget, levers, costPrice, charts, projection, questions, ownData, states, embed, method, narrow, print].map((sheet) => unsafeCSS(sheet));
