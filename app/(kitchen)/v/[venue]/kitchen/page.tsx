import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { KitchenPage } from "./kitchen-page";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("kitchen");
  return { title: t("allStations") };
}

export default async function AllStations({ params }: { params: Promise<{ venue: string }> }) {
  const { venue } = await params;
  return <KitchenPage slug={venue} station={null} />;
}
