import { useRef, useState, type SubmitEvent } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from './client';

export function Upload({ plugin }: { plugin: number }) {
  const queryClient = useQueryClient();
  const controller = useRef<AbortController>(null);
  const [progress, setProgress] = useState(0);

  const upload = useMutation({
    mutationFn: ({ version, file }: { version: string; file: File }) => {
      controller.current = new AbortController();
      setProgress(0);
      return client.createPluginRelease(
        { plugin, version, file },
        {
          signal: controller.current.signal,
          timeout: 60_000, // without progress
          onUploadProgress: ({ loaded, total }) => setProgress(loaded / total),
        },
      );
    },
    onSettled() {
      controller.current = null;
      return queryClient.invalidateQueries({ queryKey: ['releases', plugin] });
    },
  });
  const isCancelled = upload.error?.name === 'AbortError';

  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    if (controller.current) return; // a second click, before the button is disabled
    const data = new FormData(event.currentTarget);
    upload.mutate({ version: String(data.get('version')), file: data.get('file') as File });
  }

  return (
    <form onSubmit={submit}>
      <h2>New release</h2>
      <input name="version" aria-label="Version" required />
      <input name="file" aria-label="Package" type="file" accept=".zip" required />
      <button disabled={upload.isPending}>Upload</button>
      {upload.isPending && <progress value={progress} />}
      {upload.isPending && <button type="button" onClick={() => controller.current?.abort()}>Cancel</button>}
      {upload.error && <p role="alert">{isCancelled ? 'Cancelled' : upload.error.message}</p>}
      {upload.data && <p role="status">Released {upload.data.version}</p>}
    </form>
  );
}
