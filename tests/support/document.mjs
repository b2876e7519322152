// The data of the examples in the Python document, unchanged.

export const pluginData = {
  name: 'My Custom Plugin',
  description: 'A plugin for custom data processing',
  version: '1.0.0',
  author: 'Your Name',
  category: 'data_processing',
  configuration: {
    parameters: {
      threshold: { type: 'float', default: 0.5 },
      max_items: { type: 'int', default: 100 },
    },
  },
};

export const updatedData = {
  description: 'Updated plugin description',
  version: '1.1.0',
  configuration: {
    parameters: {
      threshold: { type: 'float', default: 0.7 },
      max_items: { type: 'int', default: 200 },
      new_param: { type: 'string', default: 'default_value' },
    },
  },
};

export const executionData = {
  parameters: {
    threshold: 0.8,
    max_items: 150,
    input_path: '/data/input/',
    output_path: '/data/output/',
  },
  context: {
    project_id: 123,
    user_id: 456,
    execution_mode: 'batch',
  },
};

/** Without its plugin and its file. */
export const releaseData = {
  version: '2.0.0',
  changelog: 'Added new features and bug fixes',
  is_stable: true,
};

export const jobResult = {
  status: 'completed',
  result: {
    output_files: ['file1.txt', 'file2.txt'],
    metrics: { accuracy: 0.95, processing_time: 120 },
  },
};

export const jobProgress = {
  progress: 75,
  status: 'running',
  metadata: { current_step: 'processing_images' },
};

export const s3Storage = {
  name: 'My S3 Storage',
  provider: 'amazon_s3',
  category: 'external',
  configuration: {
    bucket_name: 'my-bucket',
    region: 'us-west-2',
    access_key_id: 'YOUR_ACCESS_KEY',
    secret_access_key: 'YOUR_SECRET_KEY',
  },
};

export const localStorage = {
  name: 'Local Storage',
  provider: 'file_system',
  category: 'internal',
  configuration: {
    base_path: '/data/storage',
    permissions: '755',
  },
};
