export { getEvents as GET } from "@/lib/platform/realtime/routes";
