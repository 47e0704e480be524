import { announce } from '../announce.mjs';
import { sheet } from '../dialog.mjs';
import { trouble } from '../pending.mjs';
import { t } from '../words.mjs';
import { button } from './parts.mjs';

/** A button that fetches a file under the key and gives it to the person. */
export function downloadButton(text, load, attributes = {}) {
  const made = button(text, run, attributes);
  async function run() {
    made.disabled = true;
    try {
      announce(t('downloaded', { name: await load() }));
    } catch (error) {
      sheet(t('download'), trouble(error));
    } finally {
      made.disabled = false;
    }
  }
  return made;
}
