// Compares the package's types with the agreed ones in `public-api.d.ts`: they may have more, never less.
import * as own from 'synapse-backend-client';
import type * as agreed from './public-api.js';

// Everything that exists at run time: classes with their constructors and static members, and functions.
export const exports: typeof agreed = own;

type Assert<T extends true> = T;

/** Whether an `Own` can be used wherever an `Agreed` is expected. */
type Is<Own, Agreed> = [Own] extends [Agreed] ? true : false;

/** The same in both directions, for types that are both passed and returned. */
type Same<Own, Agreed> = [Own, Agreed] extends [Agreed, Own] ? true : false;

/** The same, but the package's members may also be `undefined`. */
type Takes<Own, Agreed> = [Agreed, Defined<Own>] extends [Own, Defined<Agreed>] ? true : false;
type Defined<T> = { [K in keyof T]: Exclude<T[K], undefined> };

export type Instances = [
  Assert<Is<own.BackendClient, agreed.BackendClient>>,
  Assert<Is<own.ClientError, agreed.ClientError>>,
  Assert<Is<own.InvalidRequestError, agreed.InvalidRequestError>>,
  Assert<Is<own.ClientConnectionError, agreed.ClientConnectionError>>,
  Assert<Is<own.ClientResponseIncompleteError, agreed.ClientResponseIncompleteError>>,
  Assert<Is<own.InvalidResponseError, agreed.InvalidResponseError>>,
  Assert<Is<own.ClientTimeoutError, agreed.ClientTimeoutError>>,
  Assert<Is<own.StreamError, agreed.StreamError>>,
  Assert<Is<own.JobFailedError, agreed.JobFailedError>>,
  Assert<Is<own.InternalError, agreed.InternalError>>,
  Assert<Is<own.HTTPError, agreed.HTTPError>>,
  Assert<Is<own.AuthenticationError, agreed.AuthenticationError>>,
  Assert<Is<own.AuthorizationError, agreed.AuthorizationError>>,
  Assert<Is<own.NotFoundError, agreed.NotFoundError>>,
  Assert<Is<own.ValidationError, agreed.ValidationError>>,
  Assert<Is<own.RateLimitError, agreed.RateLimitError>>,
  Assert<Is<own.ServerError, agreed.ServerError>>,
  Assert<Is<own.GpuUnavailableError, agreed.GpuUnavailableError>>,
  Assert<Is<own.SynapseError, agreed.SynapseError>>,
];

export type Options = [
  Assert<Same<own.TokenSource, agreed.TokenSource>>,
  Assert<Same<own.HeadersLike, agreed.HeadersLike>>,
  Assert<Same<own.HeadersSource, agreed.HeadersSource>>,
  Assert<Same<own.Logger, agreed.Logger>>,
  Assert<Is<agreed.BackendClientOptions, own.BackendClientOptions>>,
  Assert<Same<Omit<own.BackendClientOptions, 'hooks'>, Omit<agreed.BackendClientOptions, 'hooks'>>>,
  Assert<Same<own.RetryOptions, agreed.RetryOptions>>,
  Assert<Same<own.RequestOptions, agreed.RequestOptions>>,
  Assert<Takes<own.Hooks, agreed.Hooks>>,
  Assert<Takes<own.UploadOptions, agreed.UploadOptions>>,
  Assert<Same<own.TailOptions, agreed.TailOptions>>,
  Assert<Takes<own.WaitOptions, agreed.WaitOptions>>,
  Assert<Same<own.Id, agreed.Id>>,
  Assert<Same<own.QueryValue, agreed.QueryValue>>,
  Assert<Same<own.Query, agreed.Query>>,
  Assert<Same<own.QueryOf<own.JobFilters>, agreed.QueryOf<agreed.JobFilters>>>,
  Assert<Same<own.FileInput, agreed.FileInput>>,
];

export type Data = [
  Assert<Same<own.Extensible, agreed.Extensible>>,
  Assert<Same<own.AgentHealth, agreed.AgentHealth>>,
  Assert<Same<own.Agent, agreed.Agent>>,
  Assert<Same<own.PluginData, agreed.PluginData>>,
  Assert<Same<own.PluginCreate, agreed.PluginCreate>>,
  Assert<Same<own.PluginUpdate, agreed.PluginUpdate>>,
  Assert<Same<own.Plugin, agreed.Plugin>>,
  Assert<Same<own.PluginRunRequest, agreed.PluginRunRequest>>,
  Assert<Same<own.PluginRun, agreed.PluginRun>>,
  Assert<Same<own.PluginReleaseCreate, agreed.PluginReleaseCreate>>,
  Assert<Same<own.PluginRelease, agreed.PluginRelease>>,
  Assert<Same<own.JobStatus, agreed.JobStatus>>,
  Assert<Same<own.JobFilters, agreed.JobFilters>>,
  Assert<Same<own.JobQuery, agreed.JobQuery>>,
  Assert<Same<own.Job, agreed.Job>>,
  Assert<Same<own.JobUpdate, agreed.JobUpdate>>,
  Assert<Same<own.ConsoleLog, agreed.ConsoleLog>>,
  Assert<Same<own.ConsoleLogEvent, agreed.ConsoleLogEvent>>,
  Assert<Same<own.LogCreate, agreed.LogCreate>>,
  Assert<Same<own.ServeApplicationCreate, agreed.ServeApplicationCreate>>,
  Assert<Same<own.ServeApplication, agreed.ServeApplication>>,
  Assert<Same<own.StorageProvider, agreed.StorageProvider>>,
  Assert<Same<own.StorageCreate, agreed.StorageCreate>>,
  Assert<Same<own.Storage, agreed.Storage>>,
];
