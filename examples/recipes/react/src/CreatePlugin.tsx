import { useId, type SubmitEvent } from 'react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { InvalidRequestError, ValidationError } from 'synapse-backend-client';
import { client } from './client';

/** Messages for each field, from the backend, or from the client, which checks some fields before it sends them. */
function fieldErrorsOf(error: Error | null): Record<string, string[]> {
  const hasFields = ValidationError.isInstance(error) || InvalidRequestError.isInstance(error);
  return hasFields ? error.fieldErrors : {};
}

export function CreatePlugin() {
  const queryClient = useQueryClient();
  const create = useMutation({
    mutationKey: ['createPlugin'],
    mutationFn: (data: { name: string; code?: string }) => client.createPlugin(data),
  });
  const { name, code, ...others } = fieldErrorsOf(create.error);
  const form = Object.values(others).flat();

  // Not `<form action>`, because React would empty the fields even if the backend refuses them.
  function submit(event: SubmitEvent<HTMLFormElement>) {
    event.preventDefault();
    // A second click may come before the button is disabled.
    if (queryClient.isMutating({ mutationKey: ['createPlugin'] })) return;
    const data = new FormData(event.currentTarget);
    const typed = String(data.get('code'));
    create.mutate({ name: String(data.get('name')), ...(typed && { code: typed }) });
  }

  return (
    <form onSubmit={submit}>
      <h2>New plugin</h2>
      <Field label="Name" name="name" errors={name} />
      <Field label="Code" name="code" errors={code} />
      <button disabled={create.isPending}>Create</button>
      {create.error && !name && !code && <p role="alert">{form.join(' ') || create.error.message}</p>}
      {create.data && <p role="status">Created {create.data.code}</p>}
    </form>
  );
}

function Field({ label, name, errors }: { label: string; name: string; errors: string[] | undefined }) {
  const id = useId();
  return (
    <p>
      <label htmlFor={id}>{label}</label>
      <input id={id} name={name} aria-invalid={Boolean(errors)} aria-describedby={`${id}-error`} />
      <span id={`${id}-error`}>{errors?.join(' ')}</span>
    </p>
  );
}
