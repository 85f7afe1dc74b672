// These come without types; only what is used is described.

declare module "cfn-include" {
  function expand(options: { readonly url: string; readonly template: unknown }): Promise<unknown>;
  export = expand;
}

declare module "jmespath" {
  const jmespath: { readonly search: (value: unknown, expression: string) => unknown };
  export = jmespath;
}

declare module "lodash" {
  const lodash: { defaults: (target: Record<string, unknown>, ...sources: readonly Record<string, unknown>[]) => Record<string, unknown> };
  export = lodash;
}
