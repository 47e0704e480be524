import type { Parameter } from '../addresses/links';
import type { RouteName } from '../addresses/routes';
import { getForm, hiddenInput, postForm } from '../html/form';
import type { Answer, Page, Visit } from '../visit';
import { readWizardState, wizardParameter, type WizardState } from './wizard-state';

/** Leads back to the first step with this message. */
export class WizardRefusal extends Error {
  override readonly name = 'WizardRefusal';
}

type Step = (visit: Visit, state: WizardState) => Promise<Answer>;

export interface Wizard {
  readonly route: RouteName;
  readonly steps: readonly Step[];
  /** What a step beyond the last one does. */
  readonly finish: Step;
}

/**
 * One route in numbered steps; a step beyond the last one executes the final action, whoever followed the link
 * (lbweb facts 5.3). Any refusal leads to the first step with a message.
 */
export function wizardPage({ route, steps, finish }: Wizard): Page {
  return {
    forGuests: false,
    answer: async (visit) => {
      const state = readWizardState(visit.query, visit.form);
      const step = steps[state.step - 1];
      const mustBePosted = visit.cabinet.settings.wizardForms === 'post' && !visit.isPost;
      if (!step && mustBePosted) return { kind: 'redirect', to: visit.links.to(route) };
      try {
        return await (step ?? finish)(visit, state);
      } catch (error) {
        if (!(error instanceof WizardRefusal)) throw error;
        visit.session.flashes.push({ kind: 'error', text: error.message });
        return { kind: 'redirect', to: visit.links.to(route) };
      }
    },
  };
}

/** A form that leads one step on and carries all that was said before. */
export function nextStepForm(visit: Visit, route: RouteName, state: WizardState, content: string): string {
  const hidden: readonly Parameter[] = [['step', state.step + 1], ...state.carried];
  if (visit.cabinet.settings.wizardForms === 'get') return getForm(visit, route, hidden, content);
  return postForm(visit, route, [...hidden.map(hiddenInput), content].join('\n'), 'wizard-form');
}

/** Name of the field of the next step's parameter. */
export function nextField({ step }: WizardState, key: string): string {
  return wizardParameter(step + 1, key);
}
