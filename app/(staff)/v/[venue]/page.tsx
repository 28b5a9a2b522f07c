import { redirect } from "next/navigation";

export default async function VenuePage({ params }: { params: Promise<{ venue: string }> }) {
  const { venue } = await params;
  redirect(`/v/${venue}/dashboard`);
}
