import { KitchenPage } from "../kitchen-page";

export default async function Expo({ params }: { params: Promise<{ venue: string }> }) {
  const { venue } = await params;
  return <KitchenPage slug={venue} view={{ kind: "expo" }} />;
}
