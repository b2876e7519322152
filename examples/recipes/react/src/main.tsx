import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { CreatePlugin } from './CreatePlugin';
import { Jobs } from './Jobs';
import { Upload } from './Upload';

const queryClient = new QueryClient({
  // The client retries calls that are safe to repeat. With retries in both, they would multiply.
  defaultOptions: { queries: { retry: false }, mutations: { retry: false } },
});

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Jobs />
      <CreatePlugin />
      <Upload plugin={1} />
    </QueryClientProvider>
  </StrictMode>,
);
