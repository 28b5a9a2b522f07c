export { useDraft } from "@/components/use-draft";
