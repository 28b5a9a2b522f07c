"use client";

import { useGuestTexts } from "@/components/guest-texts";
import { Sheet } from "@/components/ui/sheet";
import { CartBody, CartFoot, type CartPanelProps } from "./cart-panel";

/** The cart of a phone. */
export function CartSheet({ onClose, ...panel }: CartPanelProps & { onClose: () => void }) {
  const { guest, close } = useGuestTexts();
  const empty = panel.priced.lines.length === 0;
  return (
    <Sheet
      title={guest.cart.title}
      closeLabel={close}
      onClose={onClose}
      footer={empty ? undefined : <CartFoot {...panel} />}
    >
      <CartBody {...panel} />
    </Sheet>
  );
}
