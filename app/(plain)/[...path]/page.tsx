import { notFound } from "next/navigation";

/** Every address that is no page: with several root layouts, this is what makes its answer ours. */
export default function NoPage() {
  notFound();
}
