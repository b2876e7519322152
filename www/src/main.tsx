import './styles/index.css';
import { render } from 'preact';
import { App } from './app';
import { setLanguage, withWords } from './i18n';
import { isAnyWatched } from './state/any-watched';
import { applyPreferences, chosenLanguage } from './state/preferences';
import { restore } from './state/session';
import { listenToShortcuts } from './state/shortcuts';
import { catchStrayDrops } from './ui/stray-drops';

applyPreferences();
void restore();
listenToShortcuts();
catchStrayDrops();
// After a reload, jobs are watched on every page.
if (isAnyWatched()) void withWords(import('./pages/job-watch')).catch(() => {});
const show = () => render(<App />, document.getElementById('app')!);
// The first paint is in the user's language, or in English if that cannot be loaded.
setLanguage(chosenLanguage.value).then(show, show);
