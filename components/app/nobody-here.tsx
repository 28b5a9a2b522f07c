"use client";

import { useEffect } from "react";
import { forgetViews } from "@/lib/platform/kept/forget";

/** On a page that asks who is there: without network, nobody's last view is shown until somebody has answered. */
export function NobodyHere(): null {
  useEffect(() => void forgetViews(), []);
  return null;
}
