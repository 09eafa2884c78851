import { useQuery } from '@tanstack/react-query'
import { Button, InputNumber } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../../../../web/format.ts'
import { useSave } from '../../../../web/parts/save.ts'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import { skuName, useProduct } from '../../../campaign/ui/products.tsx'
import { TalkLink } from '../../../clock/ui/exposure-parts.tsx'
import type { ShopFacts } from '../../../shop/domain.ts'
import { mayIn } from '../../../shop/ui/session.ts'
import type { Wish, Wished, WishSettings, WishState } from '../../wish/contract.ts'
import { about, wishApi } from '../api.ts'
import { Named } from '../named.tsx'
import { Leads } from './leads.tsx'

/** What may be said of a wish, by how it stands. */
const moves: Record<WishState, { to: WishState; says: 'tell' | 'withdraw' | 'again' }[]> = {
  waiting: [
    { to: 'told', says: 'tell' },
    { to: 'withdrawn', says: 'withdraw' },
  ],
  told: [{ to: 'waiting', says: 'again' }],
  bought: [],
  withdrawn: [{ to: 'waiting', says: 'again' }],
}

const Row = ({ shopId, wish }: { shopId: number; wish: Wish }) => {
  const { t, i18n } = useTranslation()
  const product = useProduct(shopId, wish.product).data?.product
  const sku = product?.skus.find(({ id }) => id === wish.sku)
  const set = useSave(
    (state: WishState) => wishApi.setWish({ params: { shopId, wishId: wish.id }, body: { state } }),
    about(shopId),
    undefined,
    null,
  )
  return (
    <tr className={wish.state === 'waiting' ? undefined : 'sending-none'}>
      <td>
        {wish.conversationId === null ? (
          wish.buyerName
        ) : (
          <TalkLink shopId={shopId} id={wish.conversationId}>
            {wish.buyerName}
          </TalkLink>
        )}
      </td>
      <td>{wish.sku === null ? t('recovery.wishes.anySku') : sku ? skuName(sku) : wish.sku}</td>
      <td className="digits">{wish.quantity}</td>
      <td className="digits small">{dateTime(wish.askedAt, i18n.language)}</td>
      <td>
        {t(`recovery.wishes.state.${wish.state}`)}
        {wish.toldAt !== null && wish.state === 'told' && (
          <div className="faint small digits">{dateTime(wish.toldAt, i18n.language)}</div>
        )}
      </td>
      <td>
        {mayIn(shopId, 'conversation.reply') &&
          moves[wish.state].map(({ to, says }) => (
            <button
              key={to}
              type="button"
              className="link small wish-do"
              disabled={set.isPending}
              onClick={() => set.mutate(to)}
            >
              {t(`recovery.wishes.${says}`)}
            </button>
          ))}
      </td>
    </tr>
  )
}

const Who = ({ shopId, product }: { shopId: number; product: string }) => {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: [...about(shopId), 'wishes', product],
    queryFn: async () => (await wishApi.wishes({ params: { shopId }, query: { product } })).wishes,
  })
  if (error) return <Problem error={error} retry={() => void refetch()} />
  if (!data) return <Skeleton rows={2} height={40} />
  return (
    <table className="plan-table">
      <thead>
        <tr>
          <th scope="col">{t('recovery.wishes.who')}</th>
          <th scope="col">{t('recovery.wishes.sku')}</th>
          <th scope="col">{t('recovery.wishes.quantity')}</th>
          <th scope="col">{t('recovery.wishes.asked')}</th>
          <th scope="col">{t('recovery.wishes.stateIs')}</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {data.map((wish) => (
          <Row key={wish.id} shopId={shopId} wish={wish} />
        ))}
      </tbody>
    </table>
  )
}

const Product = ({ shopId, one }: { shopId: number; one: Wished }) => {
  const { t, i18n } = useTranslation()
  const [open, setOpen] = useState(false)
  return (
    <li className="wished">
      <button type="button" className="wished-head" aria-expanded={open} onClick={() => setOpen(!open)}>
        <b>{one.title}</b>
        <span className={one.stock > 0 ? 'plan-good small' : 'faint small'}>
          {t('recovery.wishes.stock')} <span className="digits">{one.stock}</span>
          {one.stock === 0 &&
            one.restockAt !== null &&
            ` · ${t('recovery.wishes.restock', { at: dateTime(one.restockAt, i18n.language) })}`}
        </span>
        <span className="plan-space" />
        <span>
          {t('recovery.wishes.waiting')} <b className="digits">{one.waiting}</b>{' '}
          <span className="faint small">{t('recovery.wishes.pieces', { count: one.pieces })}</span>
        </span>
        <span>
          {t('recovery.wishes.told')} <b className="digits">{one.told}</b>
        </span>
        <span>
          {t('recovery.wishes.bought')} <b className="digits">{one.bought}</b>
        </span>
      </button>
      {open && <Who shopId={shopId} product={one.product} />}
    </li>
  )
}

const Settings = ({ shopId, settings }: { shopId: number; settings: WishSettings }) => {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<WishSettings | null>(null)
  const save = useSave(
    (next: WishSettings) => wishApi.setWishSettings({ params: { shopId }, body: next }),
    about(shopId),
    () => setDraft(null),
  )
  const says = t('recovery.wishes.hold', { hours: settings.holdHours, days: settings.keepDays })
  if (!mayIn(shopId, 'recovery.edit')) return <p className="faint small">{says}</p>
  if (!draft)
    return (
      <p className="faint small">
        {says}{' '}
        <button type="button" className="link small" onClick={() => setDraft(settings)}>
          {t('recovery.do.edit')}
        </button>
      </p>
    )
  const field = (name: keyof WishSettings, most: number) => (
    <Named name={t(`recovery.wishes.${name}`)}>
      <InputNumber
        min={1}
        max={most}
        precision={0}
        value={draft[name]}
        onChange={(n) => setDraft({ ...draft, [name]: n ?? 1 })}
      />
    </Named>
  )
  return (
    <div className="edit-row">
      {field('holdHours', 720)}
      {field('keepDays', 365)}
      <Button type="primary" loading={save.isPending} onClick={() => save.mutate(draft)}>
        {t('app.save')}
      </Button>
      <Button onClick={() => setDraft(null)}>{t('app.cancel')}</Button>
    </div>
  )
}

/** Who asked for what when it was out, and leads that want somebody to come back to them. */
export const Wishes = ({ shop }: { shop: ShopFacts }) => {
  const { t } = useTranslation()
  const { data, error, refetch } = useQuery({
    queryKey: [...about(shop.id), 'wished'],
    queryFn: () => wishApi.wished({ params: { shopId: shop.id } }),
  })
  return (
    <>
      <section className="block">
        <h2 className="block-title">{t('recovery.wishes.title')}</h2>
        <p className="block-says">
          {t('recovery.wishes.says')}{' '}
          {data && t(data.planned ? 'recovery.wishes.planned' : 'recovery.wishes.byHand')}
        </p>
        {error && <Problem error={error} retry={() => void refetch()} />}
        {!data && !error && <Skeleton rows={3} height={48} />}
        {data && <Settings shopId={shop.id} settings={data.settings} />}
        {data?.products.length === 0 && (
          <Empty icon="box" title={t('recovery.wishes.none')} says={t('recovery.wishes.noneSays')} />
        )}
        <ul>
          {data?.products.map((one) => (
            <Product key={one.product} shopId={shop.id} one={one} />
          ))}
        </ul>
      </section>
      {mayIn(shop.id, 'lead.read') && <Leads shop={shop} />}
    </>
  )
}
