import { list, section, text, whole } from "./fields";

export const defaultTags: string[] = ["owner", "environment", "data-classification", "framework-scope"];
export const defaultLabels: string[] = ["owner", "data-class", "environment"];

/** What checks ask of programs of other teams. The platform's own program has no such key: its components and its admission would not follow. */
export const checksSchema = section({
  registries: list(
    "registries such as registry.example.com/team",
    text("a registry without scheme and closing slash", /^[a-z0-9][\w.:/-]{0,200}\w$/i),
  ).default([]),
  tags: list("keys of tags", text("the key of a tag", /^[\w.:/=+@ -]{1,128}$/), 1).default(defaultTags),
  labels: list("keys of labels", text("the key of a label", /^([a-z0-9.-]{1,253}\/)?[A-Za-z0-9][\w.-]{0,62}$/), 1).default(defaultLabels),
  publicPorts: list("ports", whole("a port", 1, 65_535)).default([443]),
});
