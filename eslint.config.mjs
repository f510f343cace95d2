import tseslint from "typescript-eslint";

const NO_PULUMI_CONFIG = {
  selector: "NewExpression[callee.property.name='Config'], NewExpression[callee.name='Config']",
  message: "Configuration is read once, in config.ts (the policy pack: in policies/pack-settings.ts).",
};
const NO_NEW_IN_APPLY = {
  selector: "CallExpression[callee.property.name='apply'] NewExpression[callee.name!='Error']",
  message: "No resource inside apply: it would be missing from every preview in which the value is unknown.",
};
const NO_INDEX_IMPORT = {
  paths: [
    {
      name: "@pulumi/aws",
      message: "Import the service, e.g. @pulumi/aws/kms: the index costs 0.12 s of every start.",
      allowTypeImports: true,
    },
    { name: "@pulumi/kubernetes", message: "Import the group and version, e.g. @pulumi/kubernetes/storage/v1.", allowTypeImports: true },
  ],
};

export default tseslint.config(
  { ignores: ["**/node_modules/", "test/fixtures/", "**/*.cjs", "eslint.config.mjs", ".dependency-cruiser.cjs"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "no-restricted-syntax": ["error", NO_NEW_IN_APPLY, NO_PULUMI_CONFIG],
      "@typescript-eslint/no-restricted-imports": ["error", NO_INDEX_IMPORT],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "max-lines": ["error", { max: 300, skipBlankLines: false, skipComments: false }],
      "max-lines-per-function": ["error", { max: 40, skipComments: true, skipBlankLines: true }],
    },
  },
  {
    files: ["config.ts", "policies/pack-settings.ts"],
    rules: { "no-restricted-syntax": ["error", NO_NEW_IN_APPLY] },
  },
  {
    // The catalogue is data.
    files: ["policies/controls/{requirements,themes,checks}/*.ts", "policies/controls/{planned,parameters}.ts"],
    rules: { "max-lines": "off" },
  },
  {
    files: ["test/**/*.ts"],
    rules: {
      "max-lines": ["error", { max: 400 }],
      // A describe block is one function; its cases are the units.
      "max-lines-per-function": "off",
      "no-restricted-syntax": [
        "error",
        NO_NEW_IN_APPLY,
        {
          selector: "ExpressionStatement > CallExpression[callee.property.name='apply']",
          message: "An assertion in an un-awaited apply passes when it is false.",
        },
      ],
    },
  },
);
