import { describe, expect, it, vi } from "vitest";
import { advancedLines, createOrderActions } from "./order-actions";
import { item, order } from "./testing/order-dto";

describe("createOrderActions", () => {
  const failure = (fields: object) => Object.assign(new Error("failed"), fields);

  it("tells that somebody was faster, with the order as it stands", async () => {
    const current = order({ status: "preparing", version: 2 });
    const fetcher = vi.fn().mockRejectedValue(failure({ status: 409, code: "state-moved", current }));
    const answer = await createOrderActions("v", fetcher).setStatus("o1", "preparing");
    expect(answer).toEqual({ outcome: "moved", order: current });
  });

  it("counts a write whose answer was lost as done when the order turns out to stand where it was wanted", async () => {
    const current = order({ status: "preparing", version: 2 });
    const fetcher = vi
      .fn()
      .mockRejectedValueOnce(failure({ code: "offline" }))
      .mockRejectedValue(failure({ status: 409, code: "state-moved", current }));
    const actions = createOrderActions("v", fetcher);
    await expect(actions.setStatus("o1", "preparing")).rejects.toMatchObject({ code: "offline" });
    expect((await actions.setStatus("o1", "preparing")).outcome).toBe("done");
    expect((await actions.setStatus("o1", "preparing")).outcome).toBe("moved");
  });

  it("stops at the line where somebody was faster", async () => {
    const fetcher = vi
      .fn()
      .mockResolvedValueOnce(order())
      .mockRejectedValueOnce(failure({ status: 409, current: order() }));
    const answer = await createOrderActions("v", fetcher).setItems(["i1", "i2", "i3"], "served");
    expect(answer.outcome).toBe("moved");
    expect(fetcher).toHaveBeenCalledTimes(2);
  });

  it("takes each line back to where it was, one recall at a time", async () => {
    const before = order({ items: [item("i1", "queued"), item("i2", "ready")] });
    const after = order({ items: [item("i1", "ready"), item("i2", "ready")] });
    const fetcher = vi
      .fn()
      .mockResolvedValueOnce(order({ items: [item("i1", "preparing"), item("i2", "ready")] }))
      .mockResolvedValueOnce(before);
    const lines = advancedLines(before, after);
    expect(lines).toEqual([{ id: "i1", state: "queued" }]);
    expect(await createOrderActions("v", fetcher).takeBack(after, lines)).toEqual({ outcome: "done", order: before });
    expect(fetcher.mock.calls.map(([path, { body }]) => [path, body.status])).toEqual([
      ["/api/venues/v/order-items/i1/status", "preparing"],
      ["/api/venues/v/order-items/i1/status", "queued"],
    ]);
  });

  it("counts a step of what was sent as done while a course is held", async () => {
    const line = (id: string, state: "held" | "ready") => ({ ...item(id, state), course: state === "held" ? 2 : null });
    const current = order({ status: "preparing", items: [line("i1", "ready"), line("i2", "held")], version: 3 });
    const fetcher = vi
      .fn()
      .mockRejectedValueOnce(failure({ code: "offline" }))
      .mockRejectedValue(failure({ status: 409, code: "state-moved", current }));
    const actions = createOrderActions("v", fetcher);
    await expect(actions.setStatus("o1", "ready")).rejects.toMatchObject({ code: "offline" });
    expect((await actions.setStatus("o1", "ready")).outcome).toBe("done");
  });

  it.each([
    [
      "a void",
      (actions: ReturnType<typeof createOrderActions>) => actions.voidItem("i1", "cold"),
      order({ items: [item("i1", "voided"), item("i2")], version: 2 }),
      ["/api/venues/v/order-items/i1/void", { method: "POST", body: { reason: "cold" } }],
    ],
    [
      "a fire",
      (actions: ReturnType<typeof createOrderActions>) => actions.fire("o1", 2),
      order({ items: [item("i1"), { ...item("i2"), course: 2 }], version: 2 }),
      ["/api/venues/v/orders/o1/fire", { method: "POST", body: { course: 2 } }],
    ],
  ] as const)(
    "takes %s for done when its answer was lost, for somebody else's otherwise",
    async (_, act, after, call) => {
      const moved = failure({ status: 409, code: "state-moved", current: after });
      const fetcher = vi
        .fn()
        .mockRejectedValueOnce(failure({ code: "offline" }))
        .mockRejectedValue(moved);
      const actions = createOrderActions("v", fetcher);
      await expect(act(actions)).rejects.toMatchObject({ code: "offline" });
      expect(await act(actions)).toEqual({ outcome: "done", order: after });
      expect((await act(actions)).outcome).toBe("moved");
      expect(fetcher.mock.calls[0]).toEqual(call);
    },
  );

  it("creates under the key it is given, so that another attempt is the same one", async () => {
    const sender = vi.fn().mockResolvedValue(order());
    const actions = createOrderActions("v", vi.fn(), sender);
    const items = [{ menuItemId: "m", quantity: 1 }];
    expect(await actions.addItems("o1", { items, hold: [2] }, "k1")).toEqual({ outcome: "done", order: order() });
    await actions.comment("o1", { text: "hi", mentions: ["u"] }, "k2");
    expect(sender.mock.calls).toEqual([
      ["/api/venues/v/orders/o1/items", { items, hold: [2] }, "k1"],
      ["/api/venues/v/orders/o1/comments", { text: "hi", mentions: ["u"] }, "k2"],
    ]);
    await actions.addItems("o1", { items });
    await actions.addItems("o1", { items });
    const keys = sender.mock.calls.slice(2).map(([, , key]) => key);
    expect(new Set(keys).size).toBe(2);
  });

  it("tells where the order stands when nothing can be added, and leaves a dish that is sold out to the caller", async () => {
    const current = order({ status: "completed", version: 5 });
    const sender = vi.fn().mockRejectedValueOnce(failure({ status: 409, code: "state-moved", current }));
    sender.mockRejectedValueOnce(failure({ status: 409, code: "sold-out", errors: [] }));
    const actions = createOrderActions("v", vi.fn(), sender);
    const items = [{ menuItemId: "m", quantity: 1 }];
    expect(await actions.addItems("o1", { items })).toEqual({ outcome: "moved", order: current });
    await expect(actions.addItems("o1", { items })).rejects.toMatchObject({ code: "sold-out" });
  });
});
