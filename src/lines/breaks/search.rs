//! The best lines of a stretch: all ways from place to place are weighed, but those that cost more than some way to the
//! end does.

use super::*;

/// The lines of the items `from..to`.
pub(super) fn best(
    items: &[Item],
    ruler: &Ruler,
    from: usize,
    to: usize,
    room: Room,
    rules: &Rules,
    lines: &mut Vec<Stretch>,
) {
    let em = items.get(from).map_or(1, |item| i64::from(item.em)).max(1);
    let mut nodes = nodes(items, from, to, rules, room.parts(em));
    let endings = Endings::of(items, from, to, room.justify, &rules.taste);
    if let Some(first) = nodes.first_mut() {
        first.cost = 0;
    }
    let plain = rules.hanging == Hanging::Nothing && rules.trim_end != TrimEnd::IfNeeded;
    let search = Search { items, ruler, room, rules, em, endings, plain, low: 1 };
    // What costs more than some way to the end is on no better one: most places where a line may begin.
    let most = if nodes.len() > FEW { search.greedy(&nodes) } else { FAR };
    search.all(&mut nodes, most);
    if nodes.last().is_some_and(|end| end.cost > most) {
        // A way to a place is judged by its cost alone, not by how far its last line opens: the other was better.
        nodes.iter_mut().skip(1).for_each(|node| node.cost = FAR);
        search.all(&mut nodes, FAR);
    }
    trace(&nodes, lines);
}

/// Stretches of fewer places are searched as they are.
const FEW: usize = 48;

/// The search for the best lines of a stretch.
#[derive(Clone, Copy)]
struct Search<'s> {
    items: &'s [Item],
    ruler: &'s Ruler,
    room: Room,
    rules: &'s Rules,
    em: i64,
    endings: Endings,
    /// Whether ends of lines are as they seem.
    plain: bool,
    /// Where lines from the place asked last end that are not too loose.
    low: usize,
}

impl Search<'_> {
    /// The best way to each place, but by none that costs more than `most`.
    fn all(mut self, nodes: &mut [Node], most: i64) {
        for k in 0..nodes.len().saturating_sub(1) {
            let Some(start) = nodes.get(k).copied() else { break };
            if start.cost >= FAR || start.cost > most {
                continue;
            }
            self.ways(k, start, nodes, |goal, cost, stretch| {
                if cost < goal.cost {
                    (goal.cost, goal.from, goal.stretch) = (cost, k as u32, stretch);
                }
            });
        }
    }

    /// What a way costs that takes the cheapest line each time.
    fn greedy(mut self, nodes: &[Node]) -> i64 {
        let end = nodes.len().saturating_sub(1);
        let mut scratch: Vec<Node> = nodes.to_vec();
        let (mut k, mut start) = (0, nodes.first().copied());
        while let Some(from) = start.filter(|_| k < end) {
            let mut cheapest: Option<(i64, u32, i32)> = None;
            self.ways(k, from, &mut scratch, |goal, cost, stretch| {
                if cheapest.is_none_or(|(least, ..)| cost <= least) {
                    cheapest = Some((cost, goal.item, stretch));
                }
            });
            let Some((cost, item, stretch)) = cheapest else { return FAR };
            k += nodes.get(k..).unwrap_or_default().partition_point(|node| node.item < item).max(1);
            start = nodes.get(k).map(|node| Node { cost, stretch, ..*node });
        }
        start.map_or(FAR, |end| end.cost)
    }

    /// Offers every line that may begin at the place `k`: where it ends, what the way there costs, how far its gaps open.
    /// Places are asked for in order.
    #[inline(always)]
    fn ways(&mut self, k: usize, start: Node, nodes: &mut [Node], mut offer: impl FnMut(&mut Node, i64, i32)) {
        let Search { items, ruler, room, rules, em, ref endings, plain, .. } = *self;
        let count = nodes.len();
        let measure = room.of(k == 0);
        let mut low = self.low.max(k + 1);
        // Looser lines are looked at only when there is nothing else.
        let loose = measure - (measure / 12).max(em * 3 / 2);
        while nodes.get(low).is_some_and(|node| ruler.rough(start.item as usize, node.end as usize) < loose)
            && low + 1 < count
        {
            low += 1;
        }
        // The pointer may stand one too far for a first line that is longer than the rest.
        self.low = if k == 0 && room.first > room.rest { 1 } else { low };
        let mut found = false;
        let over = nodes.get(low).is_some_and(|node| ruler.rough(start.item as usize, node.end as usize) > measure);
        let mut first = if low > k + 1 && over { low - 1 } else { low };
        // A break that only need allows is no better than a loose line.
        while first > k + 1 && nodes.get(first).is_some_and(|node| node.forced) {
            first -= 1;
        }
        let begin = ruler.begin(items, start.item as usize, rules);
        for at in first..count {
            let Some(goal) = nodes.get_mut(at) else { break };
            if found && plain && ruler.least(start.item as usize, goal.end as usize) > measure + em {
                break;
            }
            // Whoever was here for less than the way to `start` alone costs cannot be bettered.
            if plain && goal.cost <= start.cost {
                found = true;
                continue;
            }
            let line = ruler.until(&begin, items, goal.end as usize, measure, rules);
            let last = at + 1 == count;
            let ending = if last && k > 0 { endings.cost(start.item) } else { 0 };
            let priced = if last && line.width <= measure {
                Some(Price { cost: ending, stretch: start.stretch })
            } else {
                price(&line, measure, em, room.justify, rules).map(|price| Price { cost: price.cost + ending, ..price })
            };
            let priced = match priced {
                Some(price) => price,
                None if !found => Price { cost: OVERFULL + (line.narrowest() - measure).max(0), stretch: 0 },
                None => break,
            };
            found = true;
            let contrast =
                if k == 0 || !room.justify { 0 } else { unlike(priced.stretch, start.stretch, &rules.taste) };
            let shunned = if goal.shuns { shunned(items, goal, measure, em, rules) } else { 0 };
            offer(goal, start.cost + priced.cost + contrast + shunned + 16, priced.stretch);
            if line.width > measure && line.narrowest() > measure {
                break;
            }
        }
    }
}
