/** For AWS clients that are to see the sandbox and nothing of the machine they run on. */
export function judgeEnvironment(url: string, controlUrl: string): NodeJS.ProcessEnv {
  return {
    ...process.env,
    AWS_ACCESS_KEY_ID: "testing",
    AWS_SECRET_ACCESS_KEY: "testing",
    AWS_DEFAULT_REGION: "ap-northeast-2",
    AWS_CONFIG_FILE: "/dev/null",
    AWS_SHARED_CREDENTIALS_FILE: "/dev/null",
    AWS_EC2_METADATA_DISABLED: "true",
    // Not 1: with it, older clients add to every error that they have reached it.
    AWS_MAX_ATTEMPTS: "2",
    AWS_PAGER: "",
    PYTHONWARNINGS: "ignore",
    PYTHONDONTWRITEBYTECODE: "1",
    SANDBOX_URL: url,
    SANDBOX_CONTROL_URL: controlUrl,
  };
}
