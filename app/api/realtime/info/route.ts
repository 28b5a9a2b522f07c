export { getInfo as GET } from "@/lib/platform/realtime/routes";
