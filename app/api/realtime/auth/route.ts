export { postAuth as POST } from "@/lib/platform/realtime/routes";
