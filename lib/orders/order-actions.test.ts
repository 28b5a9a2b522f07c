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
});
