import './styles/index.css';
import { render } from 'preact';
import { App } from './app';
import { applyPreferences } from './state/preferences';
import { restore } from './state/session';
import { listenToShortcuts } from './state/shortcuts';

applyPreferences();
restore();
listenToShortcuts();
render(<App />, document.getElementById('app')!);
