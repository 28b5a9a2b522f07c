import { KitchenPage } from "../kitchen-page";

export default async function OneStation({ params }: { params: Promise<{ venue: string; station: string }> }) {
  const { venue, station } = await params;
  return <KitchenPage slug={venue} view={{ kind: "station", station }} />;
}
