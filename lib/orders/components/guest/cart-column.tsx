"use client";

import type { ReactNode } from "react";
import { useGuestTexts } from "@/components/guest-texts";
import { CartBody, CartFoot, type CartPanelProps } from "./cart-panel";

/** The cart beside the menu, from 768 px: it stays while the menu scrolls. `children` stand below its button. */
export function CartColumn({ children, ...panel }: CartPanelProps & { children?: ReactNode }) {
  const { guest } = useGuestTexts();
  return (
    <div className="sticky top-[110px] flex max-h-[calc(100dvh-110px)] flex-col border-l border-line">
      <h2 className="px-5 pt-[26px] pb-1 text-xl font-semibold tracking-[-0.018em]">{guest.cart.title}</h2>
      <div className="min-h-0 flex-1 overflow-y-auto">
        <CartBody {...panel} />
      </div>
      <div className="grid gap-2.5 border-t border-line px-5 pt-3.5 pb-5">
        <div>
          <CartFoot {...panel} />
        </div>
        {children}
      </div>
    </div>
  );
}
