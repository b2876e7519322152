import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { ReleaseAndRun } from './ReleaseAndRun';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <ReleaseAndRun plugin={1} />
  </StrictMode>,
);
