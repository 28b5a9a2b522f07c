import { getTranslations } from "next-intl/server";

const rows = ["a", "b", "c", "d"];

/** The page's bones while its data is read. */
export default async function DashboardLoading() {
  const t = await getTranslations();
  return (
    <main id="content" aria-busy="true">
      <div className="flex h-13 items-center px-4 lg:h-15 lg:px-6">
        <h1 className="text-xl font-semibold tracking-[-0.02em]">{t("staff.title")}</h1>
      </div>
      <div aria-hidden className="rail mx-4 lg:mx-6" />
      <p className="sr-only">{t("common.loading")}</p>
      <div aria-hidden className="mt-5 divide-y divide-line border-y border-line bg-surface">
        {rows.map((row) => (
          <div key={row} className="grid grid-cols-[44px_1fr] items-center gap-3 px-4 py-3">
            <div className="size-11 rounded-sm bg-sunk" />
            <div className="grid gap-2">
              <div className="h-4 w-3/5 rounded-sm bg-sunk" />
              <div className="h-3.5 w-2/5 rounded-sm bg-sunk" />
            </div>
          </div>
        ))}
      </div>
    </main>
  );
}
