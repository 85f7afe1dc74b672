import type { Notification, ReportingDescriptor } from "sarif";
import type { Problem, ProblemKind } from "../model/problem.ts";
import { rulePages } from "./links.ts";
import { physical, plainText } from "./sarif-places.ts";
import { ended } from "./sarif-rules.ts";
import type { Sources } from "./sources.ts";

/** What a run can say about itself: a kind of problem, that the report was cut, or what was not looked at. */
export type NoticeId = ProblemKind | "cut" | "unfollowed";

const meanings: Readonly<Record<NoticeId, string>> = {
  unreadable: "The file could not be read, so it was not checked.",
  "not-text": "The file is binary or not valid UTF-8, so it was not checked.",
  syntax: "The file could not be parsed completely, so the broken part was not checked.",
  "too-large": "The input is over a limit of size, depth or time, so it was not checked completely.",
  outside: "A link leaves the root of the scan or loops, so it was not followed.",
  internal: "imdslint itself failed on this input, so it was not checked. Please report it.",
  cut: "The report was cut to the limits of GitHub code scanning; the least severe findings were left out.",
  unfollowed: "The code of some Terraform modules, or the templates of some nested stacks, are not in the scan, so the machines that they launch were not seen.",
};

const ids = Object.keys(meanings) as readonly NoticeId[];
const helpUri = new URL("../", rulePages).href;

/** Descriptors for `tool.driver.notifications`, always all of them, so that indices are stable. */
export function notificationDescriptors(): ReportingDescriptor[] {
  return ids.map((id) => ({
    id,
    shortDescription: { text: meanings[id] },
    fullDescription: { text: meanings[id] },
    help: { text: `${meanings[id]} See ${helpUri}` },
    helpUri,
  }));
}

/** A problem with its position: the run was successful, but it is incomplete. */
export function problemNotification(problem: Problem, sources: Sources): Notification {
  return { ...notification(problem.kind, problem.message), locations: [{ physicalLocation: physical(problem.location, sources) }] };
}

/** A word about the report as a whole. */
export function cutNotification(message: string): Notification {
  return notification("cut", message);
}

/** What was not looked at, though nothing went wrong. */
export function unfollowedNotification(message: string): Notification {
  return { ...notification("unfollowed", message), level: "note" };
}

function notification(id: NoticeId, message: string): Notification {
  const text = message.trim() === "" ? meanings[id] : ended(plainText(message));
  return { descriptor: { id, index: ids.indexOf(id) }, level: id === "internal" ? "error" : "warning", message: { text } };
}
