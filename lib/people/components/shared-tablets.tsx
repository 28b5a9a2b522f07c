"use client";

import { Tablet } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { MessageHost, showNotice, showToast } from "@/components/alerts/messages";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Sheet } from "@/components/ui/sheet";
import { ApiError } from "@/lib/platform/http/client";
import { enrolDevice, fetchDevices, revokeDevice } from "../client";
import type { DeviceDto } from "../schema";
import { DeviceRow } from "./device-row";
import { signOut } from "./sign-out";

interface Props {
  venue: string;
  /** The person has an e-mail session to leave; a PIN's is locked instead. */
  canHandOver: boolean;
  onClose: () => void;
}

/** Makes this browser a shared tablet, and shows and removes those there are. */
export function SharedTablets({ venue, canHandOver, onClose }: Props) {
  const t = useTranslations("people.devices");
  const words = useTranslations("common");
  const errors = useTranslations("errors");
  const [devices, setDevices] = useState<DeviceDto[] | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  const reasonOf = (error: unknown) => errors(error instanceof ApiError ? error.code : "internal");
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once; every change after that is made here.
  useEffect(() => {
    fetchDevices(venue).then(setDevices, (error) => setFailure(reasonOf(error)));
  }, [venue]);

  const enrolled = devices?.filter(({ revokedAt }) => !revokedAt) ?? [];
  const here = enrolled.find(({ current }) => current) ?? null;

  async function remove(device: DeviceDto) {
    try {
      const after = await revokeDevice(venue, device.id);
      setDevices((before) => before?.map((each) => (each.id === after.id ? after : each)) ?? null);
      showToast(t("revoked", { name: device.name }));
    } catch (error) {
      showNotice(t("failed", { reason: reasonOf(error) }));
    }
  }

  return (
    <Sheet title={t("title")} closeLabel={words("close")} onClose={onClose}>
      <div className="px-5 pb-6">
        {failure ? (
          <p role="alert" className="text-base font-medium text-urgent-ink">
            {failure}
          </p>
        ) : devices === null ? (
          <p className="py-6 text-base text-ink-2">{words("loading")}</p>
        ) : (
          <>
            <h3 className="mt-2 mb-1.5 text-lg font-semibold tracking-[-0.01em]">{t("here")}</h3>
            {here ? (
              <ThisTablet name={here.name} canHandOver={canHandOver} />
            ) : (
              <EnrolForm
                onEnrol={async (name) => {
                  const device = await enrolDevice(venue, name);
                  setDevices((before) => [device, ...(before ?? []).map((each) => ({ ...each, current: false }))]);
                }}
                reasonOf={reasonOf}
              />
            )}
            <h3 className="mt-8 mb-2 text-lg font-semibold tracking-[-0.01em]">{t("list")}</h3>
            {enrolled.length === 0 ? (
              <p className="border-t border-line pt-3 text-base text-ink-2">{t("none")}</p>
            ) : (
              <ul>
                {enrolled.map((device) => (
                  <DeviceRow key={device.id} device={device} onRemove={() => remove(device)} />
                ))}
              </ul>
            )}
          </>
        )}
      </div>
      <MessageHost inSheet />
    </Sheet>
  );
}

function ThisTablet({ name, canHandOver }: { name: string; canHandOver: boolean }) {
  const t = useTranslations("people.devices");
  const person = useTranslations("staff.person");
  const [isLeaving, setIsLeaving] = useState(false);
  return (
    <>
      <p className="flex items-start gap-2.5 text-base">
        <Tablet aria-hidden className="mt-0.5 size-5 flex-none text-accent-ink" strokeWidth={1.75} />
        {t("isShared", { name })}
      </p>
      {canHandOver ? (
        <>
          <Button
            look="primary"
            size="main"
            className="mt-4 w-full"
            disabled={isLeaving}
            onClick={() => {
              setIsLeaving(true);
              signOut().catch(() => {
                setIsLeaving(false);
                showNotice(person("signOutOffline"));
              });
            }}
          >
            {t("handOver")}
          </Button>
          <p className="mt-2 text-xs text-ink-3">{t("handOverHint")}</p>
        </>
      ) : null}
    </>
  );
}

function EnrolForm({
  onEnrol,
  reasonOf,
}: {
  onEnrol: (name: string) => Promise<void>;
  reasonOf: (error: unknown) => string;
}) {
  const t = useTranslations("people.devices");
  const [name, setName] = useState("");
  const [isBusy, setIsBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  return (
    <form
      noValidate
      aria-busy={isBusy}
      onSubmit={async (event) => {
        event.preventDefault();
        if (isBusy) return;
        if (!name.trim()) return setFault(t("missing"));
        setIsBusy(true);
        setFault(null);
        try {
          await onEnrol(name.trim());
        } catch (error) {
          setFault(reasonOf(error));
          setIsBusy(false);
        }
      }}
    >
      <p className="mb-4 text-base text-ink-2">{t("what")}</p>
      <Field
        label={t("name")}
        placeholder={t("example")}
        value={name}
        maxLength={60}
        autoComplete="off"
        error={fault}
        onChange={(event) => setName(event.target.value)}
      />
      <Button look="primary" size="main" type="submit" disabled={isBusy} className="mt-4 w-full">
        {t(isBusy ? "enrolling" : "enrol")}
      </Button>
    </form>
  );
}
