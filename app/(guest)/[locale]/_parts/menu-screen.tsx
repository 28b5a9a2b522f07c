"use client";

import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";
import { GuestConnection } from "@/components/guest-connection";
import { type GuestTexts, GuestTextsProvider } from "@/components/guest-texts";
import { MenuSurface } from "@/lib/menu/components/menu-surface";
import { type MenuStart, useLiveMenu } from "@/lib/menu/guest-client";
import type { SecondCurrency } from "@/lib/platform/money";
import { LiveProvider } from "@/lib/platform/realtime/provider";

const ItemSheet = dynamic(() => import("@/lib/menu/components/item-sheet").then((module) => module.ItemSheet), {
  ssr: false,
});

interface MenuScreenProps {
  start: MenuStart;
  second: SecondCurrency | null;
  head: ReactNode;
  shortHead: ReactNode;
  notices?: ReactNode;
}

function ReadOnlyMenu({ start, second, notices, ...heads }: MenuScreenProps) {
  const { menu } = useLiveMenu(start);
  const [openId, setOpenId] = useState<string | null>(null);
  const open = openId ? menu.categories.flatMap((category) => category.items).find((item) => item.id === openId) : null;
  return (
    <>
      <MenuSurface
        menu={menu}
        onOpen={setOpenId}
        notices={
          <>
            <GuestConnection quiet />
            {notices}
          </>
        }
        {...heads}
      />
      {open ? (
        <ItemSheet key={open.id} item={open} currency={menu.currency} second={second} onClose={() => setOpenId(null)} />
      ) : null}
    </>
  );
}

/** A menu to read, with live availability. */
export function MenuScreen({ texts, ...screen }: MenuScreenProps & { texts: GuestTexts }) {
  return (
    <GuestTextsProvider texts={texts}>
      <LiveProvider venue={screen.start.menu.venue} as="guest">
        <ReadOnlyMenu {...screen} />
      </LiveProvider>
    </GuestTextsProvider>
  );
}
